package io.pgretype.lock;

import io.pgretype.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Statements that take long and let everybody work meanwhile: CREATE INDEX CONCURRENTLY, VALIDATE, ANALYZE. Their SHARE
 * UPDATE EXCLUSIVE lock conflicts with no read and no write, so waiting for it holds nobody up, and they run without
 * timeouts, as our sessions do unless they set one.
 */
public final class PatientStatement {

    private static final Logger LOG = LoggerFactory.getLogger(PatientStatement.class);

    /** Soon enough for whoever pressed Ctrl-C. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Database database;

    public PatientStatement(Database database) {
        this.database = database;
    }

    /**
     * Runs the statement outside a transaction. What a cancelled one leaves, an invalid index for example, is for whoever
     * types the command again.
     *
     * @param stopRequested asked now and then, from another thread too: cancels the statement, or does not even begin it
     * @throws CancellationException if it was not begun
     * @throws DataAccessException if it failed or was cancelled
     */
    public void run(String sql, BooleanSupplier stopRequested) {
        run(sql, Map.of(), stopRequested);
    }

    /**
     * As {@link #run(String, BooleanSupplier)}, with settings that only this statement has.
     *
     * @param settings the value of each, as SET takes it
     */
    public void run(String sql, Map<String, String> settings, BooleanSupplier stopRequested) {
        if (stopRequested.getAsBoolean()) {
            throw new CancellationException("stopped before: " + sql);
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (var session = SessionValues.set(connection, settings);
                    var lookout = Lookout.post(BETWEEN_LOOKS, BETWEEN_LOOKS, () -> {
                        if (stopRequested.getAsBoolean()) {
                            cancel(statement);
                        }
                    })) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("patient statement", sql, e);
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debug("could not cancel; the next look tries again", e);
        }
    }
}
