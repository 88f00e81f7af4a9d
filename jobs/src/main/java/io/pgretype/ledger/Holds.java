package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When runs waited, and for what. */
public final class Holds {

    private static final String CURRENT = """
            select signal, observed, operator, threshold, held_since
              from pgretype.hold
             where run = :run
               and held_until is null
             order by id desc
             limit 1""";

    private static final String END_LEFT_OPEN = """
            update pgretype.hold
               set held_until = greatest(
                       held_since,
                       (select beat_at from pgretype.pulse where pulse.run = hold.run))
             where run = :run
               and held_until is null""";

    private final JdbcClient jdbc;

    Holds(Database database) {
        this.jdbc = database.jdbc();
    }

    /**
     * What holds a run just now, as it was written last; after a crash, until the run is taken up again, what held it
     * then.
     */
    public Optional<Hold> current(long run) {
        return jdbc.sql(CURRENT)
                .param("run", run)
                .query((row, number) -> new Hold(
                        row.getString("signal"),
                        row.getString("observed"),
                        row.getString("operator"),
                        row.getString("threshold"),
                        row.getTimestamp("held_since").toInstant()))
                .optional();
    }

    /** @return the hold's number, for {@link #observe} and {@link #end} */
    public long begin(long run, Hold hold) {
        return jdbc.sql("""
                        insert into pgretype.hold (run, signal, observed, operator, threshold)
                        values (:run, :signal, :observed, :operator, :threshold)
                        returning id""")
                .param("run", run)
                .param("signal", hold.signal())
                .param("observed", hold.observed())
                .param("operator", hold.operator())
                .param("threshold", hold.threshold())
                .query(Long.class)
                .single();
    }

    /** It goes on, but what is seen or asked for has changed. */
    public void observe(long id, Hold hold) {
        jdbc.sql("""
                        update pgretype.hold
                           set observed = :observed,
                               operator = :operator,
                               threshold = :threshold
                         where id = :id""")
                .param("observed", hold.observed())
                .param("operator", hold.operator())
                .param("threshold", hold.threshold())
                .param("id", id)
                .update();
    }

    public void end(long id) {
        jdbc.sql("""
                        update pgretype.hold
                           set held_until = clock_timestamp()
                         where id = :id
                           and held_until is null""").param("id", id).update();
    }

    /** Ends what a crash left open: at the last sign of life, if there was one after the hold began. */
    public void endLeftOpen(long run) {
        jdbc.sql(END_LEFT_OPEN).param("run", run).update();
    }
}
