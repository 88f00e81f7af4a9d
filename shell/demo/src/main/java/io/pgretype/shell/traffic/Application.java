package io.pgretype.shell.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What an application does with its tables, whoever its sessions are. */
interface Application {

    /**
     * Shares out the rows that are there.
     *
     * @return one for each session
     */
    List<Share> shares(Connection connection, int sessions) throws SQLException;

    /** Settings of the driver that it needs, by their names. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** The rows that are one session's alone. */
    interface Share {

        Memory memory();

        SessionWork<?> workOn(Connection connection, Noticed seen, Choice choice);
    }
}
