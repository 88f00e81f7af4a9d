package io.pgretype.ledger;

import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was asked for, by whom, and how it ended. */
public final class Events {

    /** What cron asks for each minute and is refused each time is one row. */
    private static final String AGAIN = """
            update pgretype.event
               set times = times + 1,
                   last_at = clock_timestamp()
             where id = (select max(id)
                           from pgretype.event
                          where change = :change)
               and kind = :kind
               and command = :command
               and detail = :detail
               and run is null
               and role = session_user
               and os_user = :user
               and host = :host""";

    private static final String NOTE = """
            insert into pgretype.event (change, kind, command, detail, os_user, host)
            values (:change, :kind, :command, :detail, :user, :host)""";

    private static final String NOTE_OF_RUN = """
            insert into pgretype.event (change, run, kind, command, detail, os_user, host)
            select change, id, :kind, command, :detail, :user, :host
              from pgretype.run
             where id = :run""";

    /** A problem's code is the beginning of what is noted: in brackets where a run ended, bare where it was refused. */
    private static final String LATEST = """
            select kind,
                   command,
                   coalesce(substring(detail from '^\\[([a-z-]+)\\]'), split_part(detail, ', ', 1)) as code,
                   times,
                   last_at > clock_timestamp() - interval '12 hours' as of_late
              from pgretype.event
             where change = :change
               and kind in ('ENDED', 'INTERRUPTED', 'REFUSED', 'ASKED')
             order by id desc
             limit 2""";

    private final JdbcClient jdbc;

    Events(Database database) {
        this.jdbc = database.jdbc();
    }

    public enum Kind {
        STARTED,
        /** A run that was interrupted is taken up again; the detail says by what. */
        CONTINUED,
        /** The detail says how, if not well. */
        ENDED,
        /** The same command is going to continue it. */
        INTERRUPTED,
        REFUSED,
        /** What an operator asks of a run from another process: pause, resume, limit. */
        ASKED
    }

    /**
     * Notes what belongs to no run; takes up the last row of the change if it says just that.
     *
     * @param command as it is typed
     * @param detail one line; may be empty
     */
    public void note(String change, Kind kind, String command, String detail) {
        if (update(AGAIN, change, kind, command, detail) == 0) {
            update(NOTE, change, kind, command, detail);
        }
    }

    /** Nothing was changed, so it is no run. */
    public void refused(String change, String command, List<Problem> problems) {
        note(
                change,
                Kind.REFUSED,
                command,
                problems.stream()
                        .map(problem -> problem.code().key())
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    /**
     * Whether this ending or refusal, which was just noted, is another than the change's one before it. What is half a day
     * old counts as forgotten, and so does what was there before an operator asked for something.
     */
    public boolean isNew(String change, String command, ProblemCode code) {
        List<Noted> latest =
                jdbc.sql(LATEST).param("change", change).query(Noted.class).list();
        if (latest.isEmpty() || !latest.get(0).is(command, code)) {
            // It could not be noted.
            return true;
        }
        return latest.get(0).times() == 1
                && (latest.size() == 1
                        || !latest.get(1).is(command, code)
                        || !latest.get(1).ofLate());
    }

    private record Noted(Kind kind, String command, String code, int times, boolean ofLate) {

        boolean is(String asked, ProblemCode problem) {
            return kind != Kind.ASKED && command.equals(asked) && code.equals(problem.key());
        }
    }

    /** @param detail one line; may be empty */
    void ofRun(long run, Kind kind, String detail) {
        jdbc.sql(NOTE_OF_RUN)
                .param("run", run)
                .param("kind", kind.name())
                .param("detail", detail)
                .param("user", Operator.OF_THIS_PROCESS.user())
                .param("host", Operator.OF_THIS_PROCESS.host())
                .update();
    }

    private int update(String sql, String change, Kind kind, String command, String detail) {
        return jdbc.sql(sql)
                .param("change", change)
                .param("kind", kind.name())
                .param("command", command)
                .param("detail", detail)
                .param("user", Operator.OF_THIS_PROCESS.user())
                .param("host", Operator.OF_THIS_PROCESS.host())
                .update();
    }
}
