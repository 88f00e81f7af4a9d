package io.pgretype.apply;

import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An application's statements, each in a session of its own, one after another, with the longest that one took. */
final class Traffic implements AutoCloseable {

    /** Then what was expected is not seen, and the test fails. */
    private static final Duration LONGEST_BLOCKER = Duration.ofMinutes(1);

    private static final String WAITING_TRANSACTIONS = """
            select xact_start
              from pg_stat_activity
             where application_name = 'pgretype'
               and datname = current_database()
               and wait_event_type = 'Lock'""";

    private final TestDatabase database;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private final AtomicLong statements = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean over;

    Traffic(TestDatabase database, List<String> statements) {
        this.database = database;
        statements.forEach(sql -> running.add(CompletableFuture.runAsync(() -> repeat(sql), threads)));
    }

    private void repeat(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!over) {
                long start = System.nanoTime();
                statement.execute(sql);
                longest.accumulateAndGet(System.nanoTime() - start, Math::max);
                statements.incrementAndGet();
                Thread.sleep(5);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * Does the work while a session holds the locks of a statement: at least so long, and until so many transactions of
     * pgretype were seen to wait for a lock.
     */
    void behind(String blocker, Duration least, int transactions, Runnable work) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(blocker);
            long start = System.nanoTime();
            CompletableFuture<Void> applied = CompletableFuture.runAsync(work, threads);
            Set<String> seen = new HashSet<>();
            while (!applied.isDone()
                    && System.nanoTime() - start < LONGEST_BLOCKER.toNanos()
                    && (seen.size() < transactions || System.nanoTime() - start < least.toNanos())) {
                seen.addAll(database.column(WAITING_TRANSACTIONS));
                Thread.sleep(10);
            }
            connection.rollback();
            applied.get(2, TimeUnit.MINUTES);
            over = true;
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    long statements() {
        return statements.get();
    }

    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
