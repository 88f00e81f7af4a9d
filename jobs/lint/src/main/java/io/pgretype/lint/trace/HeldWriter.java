package io.pgretype.lint.trace;

import io.pgretype.lint.scratch.Reply;
import io.pgretype.lint.scratch.ScratchDatabase;
import io.pgretype.lint.scratch.Session;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A transaction that has written all tables and is still open. A statement that blocks writes, or that waits for writers,
 * waits for it, and its locks can be read at leisure.
 */
final class HeldWriter implements AutoCloseable {

    private static final String WAITS = """
            select exists (select from pg_locks where pid = %s and not granted)""";

    private final Session writer;
    private final Set<Lock> seen = new HashSet<>();

    private HeldWriter(Session writer) {
        this.writer = writer;
    }

    static HeldWriter of(ScratchDatabase database, Catalog catalog) throws SQLException {
        Session writer = Session.of(database);
        String tables = catalog.relations().stream()
                .filter(relation -> relation.kind() == 'r' || relation.kind() == 'p')
                .map(Relation::name)
                .map(name -> "only " + name.sql())
                .collect(Collectors.joining(", "));
        writer.run("begin");
        if (!tables.isEmpty()) {
            writer.run("lock table %s in row exclusive mode".formatted(tables));
        }
        return new HeldWriter(writer);
    }

    /** Runs the statement to its end; the writer lets go when it waits, or else when it has ended. */
    Reply watch(Session session, String sql) throws SQLException {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Reply> reply = other.submit(() -> session.send(sql));
            while (!hasEnded(reply)) {
                if (waits(session.process())) {
                    look(session.process());
                    writer.run("rollback");
                    return reply.get();
                }
            }
            return reply.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } finally {
            other.shutdownNow();
        }
    }

    private static boolean hasEnded(Future<Reply> reply) throws InterruptedException {
        try {
            reply.get(3, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private boolean waits(int process) throws SQLException {
        try (var statement = writer.connection().createStatement();
                ResultSet row = statement.executeQuery(WAITS.formatted(process))) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void look(int process) throws SQLException {
        try (var statement = writer.connection().createStatement();
                ResultSet row = statement.executeQuery(Lock.ofProcess(process))) {
            while (row.next()) {
                seen.add(new Lock(row.getLong("relation"), row.getString("mode"), row.getBoolean("granted")));
            }
        }
    }

    /** The locks that it had or asked for while it waited. */
    Set<Lock> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public void close() throws SQLException {
        writer.close();
    }
}
