package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.sql.Types;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
               and run is not distinct from :run
               and role = session_user
               and os_user = :user
               and host = :host""";

    private static final String NOTE = """
            insert into pgretype.event (change, run, kind, command, detail, os_user, host)
            values (:change, :run, :kind, :command, :detail, :user, :host)""";

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
        ASKED;

        /** For people. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Notes it; takes up the last row of the change if it says just that.
     *
     * @param run null where it is none's
     * @param command as it is typed
     * @param detail one line; may be empty
     */
    public void note(String change, @Nullable Long run, Kind kind, String command, String detail) {
        if (update(AGAIN, change, run, kind, command, detail) == 0) {
            update(NOTE, change, run, kind, command, detail);
        }
    }

    private int update(String sql, String change, @Nullable Long run, Kind kind, String command, String detail) {
        return jdbc.sql(sql)
                .param("change", change)
                .param("run", run, Types.BIGINT)
                .param("kind", kind.name())
                .param("command", command)
                .param("detail", detail)
                .param("user", Operator.OF_THIS_PROCESS.user())
                .param("host", Operator.OF_THIS_PROCESS.host())
                .update();
    }
}
