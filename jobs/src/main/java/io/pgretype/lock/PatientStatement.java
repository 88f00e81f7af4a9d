package io.pgretype.lock;

import io.pgretype.database.Database;
import io.pgretype.database.PrintedLists;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
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

    /** To look makes the server's lock table stand still for an instant. */
    private static final Duration BETWEEN_LOOKS_AT_LOCKS = Duration.ofMillis(500);

    private final Database database;
    private final Blockers blockers;

    public PatientStatement(Database database) {
        this.database = database;
        this.blockers = new Blockers(database.jdbc());
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
        run(sql, settings, stopRequested, Optional.empty());
    }

    /**
     * As {@link #run(String, Map, BooleanSupplier)}, and says whom the statement waits for.
     *
     * @param observer told it from another thread
     */
    public void run(String sql, Map<String, String> settings, BooleanSupplier stopRequested, LockObserver observer) {
        run(sql, settings, stopRequested, Optional.of(observer));
    }

    private void run(
            String sql, Map<String, String> settings, BooleanSupplier stopRequested, Optional<LockObserver> observer) {
        if (stopRequested.getAsBoolean()) {
            throw new CancellationException("stopped before: " + sql);
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            try (var session = SessionValues.set(connection, settings);
                    var watch = observer.isPresent() ? watch(connection, observer.get()) : null;
                    var lookout = Lookout.post(BETWEEN_LOOKS, BETWEEN_LOOKS, () -> {
                        if (stopRequested.getAsBoolean()) {
                            cancel(statement);
                        }
                    })) {
                statement.execute(PrintedLists.withoutCasts(sql));
            }
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("patient statement", sql, e);
        }
    }

    private Lookout watch(Connection connection, LockObserver observer) throws SQLException {
        int pid;
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            pid = row.getInt(1);
        }
        return Lookout.post(BETWEEN_LOOKS_AT_LOCKS, BETWEEN_LOOKS_AT_LOCKS, () -> tell(pid, observer));
    }

    private void tell(int pid, LockObserver observer) {
        try {
            List<Blocker> found = blockers.of(pid, List.of());
            observer.waitingFor(
                    found.isEmpty()
                            ? null
                            : found.stream().map(Blocker::text).collect(Collectors.joining(", ", "a lock of ", "")));
        } catch (DataAccessException e) {
            LOG.debug("could not look for blockers", e);
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
