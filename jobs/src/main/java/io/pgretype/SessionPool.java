package io.pgretype;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.catalog.KeepConnectionAfterProbe;
import io.pgretype.session.SessionSettings;
import javax.sql.DataSource;

/**
 * The pool of sessions that the jobs work with. An application's own pool will not do: what its sessions have set would
 * decide which values are stored.
 */
public final class SessionPool {

    /** Grows on demand: up to 64 workers, the lease, the job repository, whoever watches. */
    private static final int LARGEST = 72;

    private SessionPool() {}

    /** Of a database by its JDBC URL; it connects only when a session is asked for. */
    public static HikariDataSource of(String url, String user, String password) {
        HikariDataSource pool = empty();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        // Else the throttle would take these sessions for an application, and give way to them.
        pool.addDataSourceProperty("ApplicationName", "pgretype");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return pool;
    }

    /** @param sessions opens a session named {@code pgretype} for each connection */
    public static HikariDataSource of(DataSource sessions) {
        HikariDataSource pool = empty();
        pool.setDataSource(sessions);
        return pool;
    }

    private static HikariDataSource empty() {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("pgretype");
        pool.setMaximumPoolSize(LARGEST);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setExceptionOverride(new KeepConnectionAfterProbe());
        pool.setConnectionInitSql(SessionSettings.SQL);
        return pool;
    }
}
