package io.pgretype.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Statements that take long and let everybody work meanwhile: CREATE INDEX CONCURRENTLY, VALIDATE, ANALYZE. Their SHARE
 * UPDATE EXCLUSIVE lock conflicts with no read and no write, so waiting for it holds nobody up, and they run without
 * timeouts.
 */
public final class PatientStatement {

    private final DataSource dataSource;

    public PatientStatement(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Runs the statement outside a transaction. */
    public void run(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = 0");
            statement.execute("set lock_timeout = 0");
            try {
                statement.execute(sql);
            } finally {
                reset(connection);
            }
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("patient statement", sql, e);
        }
    }

    /** The connection goes back to a pool. */
    private static void reset(Connection connection) throws SQLException {
        if (connection.isValid(1)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("reset statement_timeout");
                statement.execute("reset lock_timeout");
            }
        }
    }
}
