package io.pgretype.shell.connection;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.catalog.KeepConnectionAfterProbe;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool of sessions; the server is checked once, before the first of them. */
public final class CheckedDataSource extends DelegatingDataSource implements AutoCloseable {

    /** Grows on demand: up to 64 workers, the lease, the job repository, whoever watches. */
    private static final int LARGEST = 72;

    /**
     * Rows hidden by a policy make an error and not a wrong result; the lease's session may be idle for long; a server
     * that supports it notices within seconds that we were killed.
     */
    private static final String SESSION_SETTINGS = """
            set datestyle = 'ISO';
            set row_security = off;
            set idle_session_timeout = 0;
            do $$
            begin
                set client_connection_check_interval = '5s';
            exception when others then
                null;
            end
            $$
            """;

    private final ServerCheck check;
    private final HikariDataSource pool = new HikariDataSource();
    private boolean checked;

    public CheckedDataSource(ConnectionSettings settings) {
        this.check = new ServerCheck(settings);
        pool.setPoolName("pgretype");
        pool.setDataSource(settings.sessions());
        pool.setMaximumPoolSize(LARGEST);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setExceptionOverride(new KeepConnectionAfterProbe());
        pool.setConnectionInitSql(SESSION_SETTINGS);
        setTargetDataSource(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOnce();
        return super.getConnection();
    }

    private synchronized void checkOnce() {
        if (!checked) {
            check.check();
            checked = true;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
