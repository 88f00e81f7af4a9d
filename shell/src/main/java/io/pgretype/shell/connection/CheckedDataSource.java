package io.pgretype.shell.connection;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.catalog.KeepConnectionAfterProbe;
import io.pgretype.session.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool of sessions; the server is checked once, before the first of them. */
public final class CheckedDataSource extends DelegatingDataSource implements AutoCloseable {

    /** Grows on demand: up to 64 workers, the lease, the job repository, whoever watches. */
    private static final int LARGEST = 72;

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
        pool.setConnectionInitSql(SessionSettings.SQL);
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
