package io.pgretype.phases;

import static org.awaitility.Awaitility.await;

import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** An application that inserts one row after another. */
final class Inserter implements AutoCloseable {

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong inserted = new AtomicLong();
    private final CompletableFuture<Void> running;

    Inserter(TestDatabase database, String insert) {
        running = CompletableFuture.runAsync(() -> {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                while (!stop.get()) {
                    statement.execute(insert);
                    inserted.incrementAndGet();
                }
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Until it has inserted so many more; at once where it has failed. */
    void awaitMore(int rows) {
        long goal = inserted.get() + rows;
        await().atMost(Duration.ofMinutes(1)).until(() -> running.isDone() || inserted.get() >= goal);
    }

    /** Fails where one of the inserts did. */
    @Override
    public void close() {
        stop.set(true);
        running.join();
    }
}
