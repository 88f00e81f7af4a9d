package io.pgretype.shell.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Plain statements of the demo, each on a connection of its own. */
final class DemoSql {

    private DemoSql() {}

    /** All in one transaction each, and fast: nothing of it is worth saving from a crash before it is complete. */
    static void fill(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '256MB'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The text that it returns. */
    static String value(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new SQLException("no row of " + query);
            }
            return String.valueOf(rows.getString(1));
        }
    }

    /** What the server says to it: {@code accepted}, or its error. Nothing of it stays. */
    static String tried(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String said;
            try {
                statement.execute(sql);
                said = "accepted";
            } catch (SQLException e) {
                // A value that the type refuses is what is to be shown; anything else is an error.
                if (!String.valueOf(e.getSQLState()).startsWith("22")) {
                    throw e;
                }
                said = String.valueOf(e.getMessage()).lines().findFirst().orElse("refused");
            }
            connection.rollback();
            return said;
        }
    }
}
