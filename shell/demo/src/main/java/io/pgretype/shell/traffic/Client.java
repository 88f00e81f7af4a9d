package io.pgretype.shell.traffic;

import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;

/** How a session's driver is set up. Either kind keeps its statements prepared on the server from the fifth time on. */
public enum Client {
    /**
     * As pgretype asks for: a statement whose prepared plan no longer fits is prepared and run again, inside a
     * transaction too.
     */
    CAREFUL("conservative"),
    /** As the driver comes: it does that outside of transactions only, and this client does everything inside of them. */
    CARELESS("never");

    private static final String CACHED_PLAN = "cached plan must not change result type";

    private final String autosave;

    Client(String autosave) {
        this.autosave = autosave;
    }

    /** The connection property that makes the difference, as it is written in a JDBC URL. */
    public String setting() {
        return "autosave=" + autosave;
    }

    Properties properties() {
        Properties properties = new Properties();
        PGProperty.APPLICATION_NAME.set(properties, "traffic");
        PGProperty.AUTOSAVE.set(properties, autosave);
        return properties;
    }

    /** Whether it is the one error that a change of the table makes, and a setting prevents. */
    static boolean isPlanError(SQLException e) {
        return "0A000".equals(e.getSQLState()) && String.valueOf(e.getMessage()).contains(CACHED_PLAN);
    }
}
