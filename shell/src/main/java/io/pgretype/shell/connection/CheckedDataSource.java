package io.pgretype.shell.connection;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.SessionPool;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool of sessions; the server is checked once, before the first of them. */
public final class CheckedDataSource extends DelegatingDataSource implements AutoCloseable {

    private final ServerCheck check;
    private final HikariDataSource pool;
    private boolean checked;

    public CheckedDataSource(ConnectionSettings settings) {
        this.check = new ServerCheck(settings);
        this.pool = SessionPool.of(settings.sessions());
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
