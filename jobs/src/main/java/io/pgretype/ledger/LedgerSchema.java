package io.pgretype.ledger;

import io.pgretype.database.Database;
import io.pgretype.database.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** Our own schema: forward-only migrations, applied by the first command that writes. */
public final class LedgerSchema {

    public static final String NAME = "pgretype";
    private static final String NEWEST_VERSION = "17";
    private static final int ATTEMPTS = 10;

    /** Not to_regclass: it fails for a role that may not use the schema. */
    private static final String TABLE_EXISTS = """
            select exists (
                select
                  from pg_class as class
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                 where namespace.nspname = 'pgretype'
                   and class.relname = :table)""";

    private final Database database;
    private final JdbcClient jdbc;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    LedgerSchema(Database database) {
        this.database = database;
        this.jdbc = database.jdbc();
    }

    /** Whether there is a ledger to read, of this version or an older one. */
    public boolean isInstalled() {
        return exists("change");
    }

    /** Whether the ledger is new enough to have that table. It is never made older, so yes stays yes. */
    public boolean has(String table) {
        return seen.contains(table) || (exists(table) && seen.add(table));
    }

    private boolean exists(String table) {
        return jdbc.sql(TABLE_EXISTS).param("table", table).query(Boolean.class).single();
    }

    /** Creates or updates the schema; does nothing where it is up to date. Locks only our own tables. */
    public void install() {
        if (isUpToDate()) {
            return;
        }
        // Left to itself, Flyway notes a migration over a second connection. Whoever dies between the two commits
        // leaves tables that no later run expects. Over one connection both are one transaction.
        try (Connection connection = database.connect()) {
            FluentConfiguration configuration = Flyway.configure()
                    .dataSource(new SingleConnectionDataSource(connection, true))
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .schemas(NAME)
                    .createSchemas(!schemaExists())
                    .table("schema_history")
                    .locations("classpath:io/pgretype/ledger/migrations");
            migrate(connection, configuration.load());
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("install the ledger", null, e);
        }
    }

    /** Each attempt waits a short while for locks: whoever reads the ledger waits behind it. What it did not get is undone. */
    private static void migrate(Connection connection, Flyway flyway) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('pgretype.lock_timeout', current_setting('lock_timeout'), false)");
            statement.execute("set lock_timeout = '1s'");
            try {
                for (int attempt = 1; !hasMigrated(flyway, attempt); attempt++) {
                    pause(attempt);
                }
            } finally {
                statement.execute("select set_config('lock_timeout', current_setting('pgretype.lock_timeout'), false)");
            }
        }
    }

    private static boolean hasMigrated(Flyway flyway, int attempt) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException e) {
            if (attempt == ATTEMPTS || !isLockTimeout(e)) {
                throw e;
            }
            return false;
        }
    }

    private static boolean isLockTimeout(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && SqlState.of(sql).isOfLock()) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) throws SQLException {
        try {
            Thread.sleep(100L * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
    }

    private boolean schemaExists() {
        return jdbc.sql("select to_regnamespace(:schema) is not null")
                .param("schema", NAME)
                .query(Boolean.class)
                .single();
    }

    /** Flyway needs a third of a second to find out, so ask first. */
    private boolean isUpToDate() {
        if (!isInstalled()) {
            return false;
        }
        return jdbc.sql("""
                        select exists (
                            select
                              from pgretype.schema_history
                             where version = :version
                               and success)""")
                .param("version", NEWEST_VERSION)
                .query(Boolean.class)
                .single();
    }
}
