package io.pgretype.apply;

import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.lint.script.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Statements of files, in the session that they are run in and in its transaction, with limits that they cannot lift. */
final class RunStatement {

    private static final String MAY_LOCK = """
            select exists (
                select
                  from pg_class
                 where oid = to_regclass(:table)
                   and relkind in ('r', 'p')
                   and has_table_privilege(oid, 'update, delete, truncate'))""";

    private final Database session;
    private volatile java.sql.@Nullable Statement running;

    RunStatement(Database session) {
        this.session = session;
    }

    int process() {
        return session.jdbc()
                .sql("select pg_backend_pid()")
                .query(Integer.class)
                .single();
    }

    /** As it is written: no parameters, no escapes. */
    void run(Statement statement) {
        session.template().execute((Connection connection) -> {
            if (statement.data().isPresent()) {
                copy(connection, statement);
            } else {
                execute(connection, statement.sql());
            }
            return true;
        });
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            running = statement;
            statement.execute(sql);
        } finally {
            running = null;
        }
    }

    private static void copy(Connection connection, Statement statement) throws SQLException {
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(statement.sql(), new StringReader(statement.data().orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From another thread; nothing if none is being run. */
    void cancel() {
        java.sql.Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It has ended meanwhile, or the next look tries again.
                return;
            }
        }
    }

    /**
     * Of this transaction.
     *
     * @param longest of a statement; zero for any time
     */
    void timeouts(Duration lock, Duration longest) {
        session.jdbc()
                .sql("""
                        select set_config('lock_timeout', :lock, true),
                               set_config('statement_timeout', :longest, true)""")
                .param("lock", Math.max(lock.toMillis(), 1) + "ms")
                .param("longest", longest.isZero() ? "0" : Math.max(longest.toMillis(), 1) + "ms")
                .query((row, number) -> number)
                .single();
    }

    boolean mayLock(QualifiedName table) {
        return session.jdbc()
                .sql(MAY_LOCK)
                .param("table", table.sql())
                .query(Boolean.class)
                .single();
    }

    void lock(ExpectedLock lock) {
        session.jdbc().sql(lock.sql()).update();
    }

    /** A file may break an open change, which our own transactions do not. */
    void guarded() {
        session.jdbc()
                .sql("select set_config('pgretype.guard', 'on', true)")
                .query(String.class)
                .single();
    }

    /** Whatever role the file has set: what follows is not its work. */
    void asOurselves(Duration longest) {
        session.jdbc().sql("reset session authorization").update();
        session.jdbc().sql("reset role").update();
        timeouts(longest, longest);
    }
}
