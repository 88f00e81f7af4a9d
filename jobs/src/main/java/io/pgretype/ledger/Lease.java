package io.pgretype.ledger;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The right to work on a change: a session advisory lock on a connection of its own. The server gives it back when that
 * connection ends, however it ends.
 */
public final class Lease implements AutoCloseable {

    /** The first of the lock's two keys, so that it collides with nobody else's advisory locks: "pgrt" as bytes. */
    private static final int NAMESPACE = 0x70677274;

    private final Connection connection;

    private Lease(Connection connection) {
        this.connection = connection;
    }

    /** @throws ProblemException {@code busy}, which names who holds it */
    public static Lease acquire(DataSource dataSource, String change) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
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
            throw busy(change, holder(jdbc, change).orElse("a session that has ended meanwhile"));
        }
    }

    /** Who works on the change just now, in words. */
    public static Optional<String> holder(DataSource dataSource, String change) {
        return holder(JdbcClient.create(dataSource), change);
    }

    private static Optional<String> holder(JdbcClient jdbc, String change) {
        return jdbc.sql("""
                        select format(
                                   'pid %s (%s at %s, connected since %s)',
                                   activity.pid,
                                   coalesce(activity.usename, 'user unknown'),
                                   coalesce(host(activity.client_addr), 'the server''s own machine'),
                                   date_trunc('second', activity.backend_start))
                          from pg_locks as lock
                          join pg_stat_activity as activity
                            on activity.pid = lock.pid
                         where lock.locktype = 'advisory'
                           and lock.granted
                           and lock.database = (select oid from pg_database where datname = current_database())
                           and lock.classid::bigint = :namespace
                           and lock.objid::bigint = hashtext(:change)::bigint & 4294967295
                           and lock.objsubid = 2""")
                .param("namespace", NAMESPACE)
                .param("change", change)
                .query(String.class)
                .optional();
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
