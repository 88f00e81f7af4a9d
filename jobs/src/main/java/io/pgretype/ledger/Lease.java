package io.pgretype.ledger;

import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The right to work on a change: a session advisory lock on a connection of its own. The server gives it back when that
 * connection ends, however it ends.
 */
public final class Lease implements AutoCloseable {

    /** The first of the lock's two keys, so that it collides with nobody else's advisory locks: "pgrt" as bytes. */
    private static final int NAMESPACE = 0x70677274;

    /** The same for the run that the holder works on: "pgrr". */
    private static final int RUNS = 0x70677272;

    private static final String RUNS_AT_WORK = """
            select objid::bigint
              from pg_locks
             where locktype = 'advisory'
               and granted
               and database = (select oid from pg_database where datname = current_database())
               and classid::bigint = :namespace
               and objsubid = 2""";

    private final Connection connection;

    private Lease(Connection connection) {
        this.connection = connection;
    }

    /** @throws ProblemException {@code busy}, which names who holds it */
    public static Lease acquire(Database database, String change) {
        Connection connection;
        try {
            connection = database.connect();
        } catch (SQLException e) {
            throw new org.springframework.jdbc.CannotGetJdbcConnectionException("no connection for the lease", e);
        }
        Lease lease = new Lease(connection);
        try {
            lease.lock(change);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
        return lease;
    }

    private void lock(String change) {
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        boolean granted = jdbc.sql("select pg_try_advisory_lock(:namespace, hashtext(:change))")
                .param("namespace", NAMESPACE)
                .param("change", change)
                .query(Boolean.class)
                .single();
        if (!granted) {
            throw busy(
                    change,
                    LeaseHolder.of(jdbc, NAMESPACE, change)
                            .map(LeaseHolder::text)
                            .orElse("a session that has ended meanwhile"));
        }
    }

    /** Shows other sessions which run it is that is worked on, as long as the lease is held. */
    public void workOn(long run) {
        JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql("select pg_try_advisory_lock(:namespace, :run)")
                .param("namespace", RUNS)
                .param("run", Math.toIntExact(run))
                .query(Boolean.class)
                .single();
    }

    /** The runs, of all changes, that a process works on just now. */
    public static Set<Long> runsAtWork(Database database) {
        return database.jdbc()
                .sql(RUNS_AT_WORK)
                .param("namespace", RUNS)
                .query(Long.class)
                .set();
    }

    /** Who works on the change just now. */
    public static Optional<LeaseHolder> holder(Database database, String change) {
        return LeaseHolder.of(database.jdbc(), NAMESPACE, change);
    }

    private static ProblemException busy(String change, String holder) {
        return new ProblemException(new Problem(
                ProblemCode.BUSY,
                "Another process works on change %s.".formatted(change),
                "its lease is held by " + holder,
                Problem.NOTHING_CHANGED,
                ("Wait for it (./pgretype status %s shows how far it is), or stop that process and run the same"
                                + " command again.")
                        .formatted(change)));
    }

    /** Ends the session's lock explicitly: the connection may go back to a pool. */
    @Override
    public void close() {
        try (connection) {
            try (var statement = connection.createStatement()) {
                statement.execute("select pg_advisory_unlock_all()");
            }
        } catch (SQLException e) {
            // The connection is gone, and the lock with it.
        }
    }
}
