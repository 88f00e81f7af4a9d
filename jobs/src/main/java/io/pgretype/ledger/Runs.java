package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every run of a command: a run that did not end is taken up again by the same command. */
public final class Runs {

    private static final String OPEN_RUN = """
            select id
              from pgretype.run
             where change = :change
               and command = :command
               and ended_at is null
             order by id desc
             limit 1""";

    private final JdbcClient jdbc;
    private final Events events;

    Runs(Database database) {
        this.jdbc = database.jdbc();
        this.events = new Events(database);
    }

    /** The change's run of that command which has not ended, if there is one. */
    public Optional<Long> open(String change, PhaseCommand command) {
        return open(change, command.text());
    }

    /** The same for a command that is no phase's. */
    public Optional<Long> open(String change, String command) {
        return jdbc.sql(OPEN_RUN)
                .param("change", change)
                .param("command", command)
                .query(Long.class)
                .optional();
    }

    /**
     * A run that begins now.
     *
     * @param options as the ledger keeps them
     * @param typed the same as they are typed
     */
    public long begin(String change, String command, String options, String typed) {
        long run = jdbc.sql("""
                        insert into pgretype.run (change, command, options, release)
                        values (:change, :command, :options, :release)
                        returning id""")
                .param("change", change)
                .param("command", command)
                .param("options", options)
                .param("release", Release.NUMBER)
                .query(Long.class)
                .single();
        events.ofRun(run, Events.Kind.STARTED, typed);
        return run;
    }

    /** A run that was interrupted is taken up again; says by what, in one line. */
    public String goOn(long run) {
        String interruption = jdbc.sql("""
                        update pgretype.run
                           set release = :release
                         where id = :run
                        returning coalesce(split_part(nullif(message, ''), E'\\n', 1), 'its process died')""")
                .param("release", Release.NUMBER)
                .param("run", run)
                .query(String.class)
                .single();
        events.ofRun(run, Events.Kind.CONTINUED, "after: " + interruption);
        return interruption;
    }

    /** What happened last in a run that is to be taken up again. */
    public void interrupt(long run, String outcome, String message) {
        jdbc.sql("""
                        update pgretype.run
                           set outcome = :outcome,
                               message = :message
                         where id = :run""")
                .param("outcome", outcome)
                .param("message", message)
                .param("run", run)
                .update();
        events.ofRun(run, Events.Kind.INTERRUPTED, firstLine(message));
    }

    public void end(long run, String outcome, String message) {
        jdbc.sql("""
                        update pgretype.run
                           set ended_at = clock_timestamp(),
                               outcome = :outcome,
                               message = :message
                         where id = :run""")
                .param("outcome", outcome)
                .param("message", message)
                .param("run", run)
                .update();
        events.ofRun(run, Events.Kind.ENDED, firstLine(message));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
