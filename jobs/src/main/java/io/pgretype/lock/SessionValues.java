package io.pgretype.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;

/** Settings of a session until they are closed; it may be a pool's, which goes on with others' work. */
final class SessionValues implements AutoCloseable {

    private final Connection connection;
    private final Set<String> names;

    private SessionValues(Connection connection, Set<String> names) {
        this.connection = connection;
        this.names = names;
    }

    static SessionValues set(Connection connection, Map<String, String> values) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, false)")) {
            for (Map.Entry<String, String> value : values.entrySet()) {
                set.setString(1, value.getKey());
                set.setString(2, value.getValue());
                set.execute();
            }
        }
        return new SessionValues(connection, values.keySet());
    }

    @Override
    public void close() throws SQLException {
        try (Statement reset = connection.createStatement()) {
            for (String name : names) {
                reset.execute("reset " + name);
            }
        }
    }
}
