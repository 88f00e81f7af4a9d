package io.pgretype.apply;

import io.pgretype.database.Database;
import io.pgretype.ledger.LeaseHolder;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.session.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The one session in which files are run, so that temporary tables and settings last as with psql, with the settings of
 * the role and the database and not ours. It is also the right to run files: as long as the server works for it, nobody
 * else may begin, even if our process is dead.
 *
 * <p>The thread that opened it gets this session, others get sessions of the pool.
 */
final class ScriptSession extends AbstractDataSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptSession.class);

    /** The first of the advisory lock's keys: "pgra" as bytes. */
    private static final int NAMESPACE = 0x70677261;

    /** The second, hashed as a change's name is. */
    private static final String NAME = "apply";

    /** Only what decides how long we wait, and that the server notices our death. */
    private static final String AS_THE_ROLE_HAS_IT = """
            reset all;
            select set_config(wanted.name, wanted.value, false)
              from (values ('statement_timeout', '0'),
                           ('lock_timeout', '0'),
                           ('transaction_timeout', '0'),
                           ('idle_in_transaction_session_timeout', '0'),
                           ('idle_session_timeout', '0')) as wanted (name, value)
             where current_setting(wanted.name, true) is not null;
            do $pgretype$
            begin
                set client_connection_check_interval = '5s';
            exception when others then
                null;
            end
            $pgretype$""";

    /** The driver sets it once, after it has connected: RESET takes it away. */
    private static final String NAMED = "set application_name = 'pgretype'";

    private final Thread owner = Thread.currentThread();
    private final DataSource pool;
    private final Connection connection;
    private final SingleConnectionDataSource session;

    private ScriptSession(DataSource pool, Connection connection) {
        this.pool = pool;
        this.connection = connection;
        this.session = new SingleConnectionDataSource(connection, true);
    }

    /** @throws ProblemException {@code busy}, which names whose session it is */
    static ScriptSession open(Database database) throws SQLException {
        ScriptSession session = new ScriptSession(database.dataSource(), database.connect());
        try {
            session.prepare();
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    private void prepare() throws SQLException {
        JdbcClient jdbc = JdbcClient.create(session);
        boolean granted = jdbc.sql("select pg_try_advisory_lock(:namespace, hashtext(:name))")
                .param("namespace", NAMESPACE)
                .param("name", NAME)
                .query(Boolean.class)
                .single();
        if (!granted) {
            throw new ProblemException(new Problem(
                    ProblemCode.BUSY,
                    "Files are being applied to this database already.",
                    "by "
                            + LeaseHolder.of(jdbc, NAMESPACE, NAME)
                                    .map(LeaseHolder::text)
                                    .orElse("a session that has ended meanwhile"),
                    Problem.NOTHING_CHANGED,
                    "Wait until it has ended, then run the same command again."));
        }
        execute(AS_THE_ROLE_HAS_IT);
        execute(NAMED);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Thread.currentThread() == owner ? session.getConnection() : pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("a session of its own has no other user");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** It goes back to the pool as any other. */
    @Override
    public void close() {
        try {
            // Gives back all locks of the session, too.
            execute("discard all");
            execute(NAMED);
            execute(SessionSettings.SQL);
        } catch (SQLException e) {
            LOG.debug("the session is gone, and its locks with it", e);
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the session cannot be closed", e);
        }
    }
}
