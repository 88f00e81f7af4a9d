package io.pgretype.lint.replay;

import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.scratch.ScratchDatabase;
import io.pgretype.lint.scratch.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A session of the running release, with statements that it prepared before the migrations. */
final class Prepared implements AutoCloseable {

    private static final String CACHED_PLAN_CHANGES_RESULT = "0A000";

    private static final String PARAMETERS =
            "select unnest(parameter_types::oid[])::bigint from pg_prepared_statements where name = '%s'";

    private static final String READ_ONLY = "begin read only; set local statement_timeout = '2s'";

    private final Session session;

    Prepared(ScratchDatabase database) throws SQLException {
        this.session = Session.of(database);
    }

    /** The server's error, if it refuses the statement. */
    Optional<Message> prepare(String name, String sql) throws SQLException {
        return session.send("prepare %s as%n%s".formatted(name, sql)).error();
    }

    void forget(String name) throws SQLException {
        session.run("deallocate " + name);
    }

    /** The types' oids. */
    List<Integer> parameters(String name) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(PARAMETERS.formatted(name))) {
            List<Integer> types = new ArrayList<>();
            while (rows.next()) {
                types.add((int) rows.getLong(1));
            }
            return List.copyOf(types);
        }
    }

    /** What the next use of it would say of its plan. It is planned, and not run. */
    Optional<Message> cachedPlanError(String name, int parameters) throws SQLException {
        return session.send("explain execute " + name + nulls(parameters))
                .error()
                .filter(error -> error.state().equals(CACHED_PLAN_CHANGES_RESULT));
    }

    /**
     * Runs it with NULL for each value, where nothing can be written: a sequence that it would change is an error, too.
     */
    Optional<Message> run(String name, int parameters) throws SQLException {
        session.run(READ_ONLY);
        Optional<Message> error =
                session.send("execute " + name + nulls(parameters)).error();
        session.run("rollback");
        return error;
    }

    private static String nulls(int parameters) {
        return parameters == 0 ? "" : "(%s)".formatted(String.join(", ", Collections.nCopies(parameters, "null")));
    }

    /** As SQL names it. */
    String type(int oid) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row =
                        statement.executeQuery("select format_type(%d, null)".formatted(Integer.toUnsignedLong(oid)))) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
