package io.pgretype.lint.scratch;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.migration.Transactions;
import io.pgretype.lint.script.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The database as it is before the migrations that are judged.
 *
 * @param failures of the migrations that made it; what came after them was run all the same
 */
public record Base(ScratchDatabase database, List<Failure> failures) implements AutoCloseable {

    /** A statement of a migration, with the server's error. */
    public record Failure(Migration migration, Statement statement, Message error) {}

    /** Runs the migrations in an empty database. */
    public static Base of(ScratchServer server, List<Migration> before) throws SQLException {
        return filled(server.create(), before);
    }

    /**
     * After a dump, the older migrations are run as well: those that it has end with errors that say so, or lead to where it
     * is already, and those that it does not have yet are not missing.
     */
    public static Base of(ScratchServer server, Optional<Migration> dump, List<Migration> before) throws SQLException {
        if (dump.isEmpty()) {
            return of(server, before);
        }
        List<Migration> all = new ArrayList<>(List.of(dump.get()));
        all.addAll(before);
        Base base = of(server, all);
        return new Base(
                base.database(),
                base.failures().stream()
                        .filter(failure -> failure.migration().equals(dump.get()))
                        .toList());
    }

    /** A copy, with more in it. */
    public Base plus(List<Migration> more) throws SQLException {
        Base added = filled(database.copy(), more);
        List<Failure> all = new ArrayList<>(failures);
        all.addAll(added.failures());
        return new Base(added.database(), List.copyOf(all));
    }

    private static Base filled(ScratchDatabase database, List<Migration> migrations) throws SQLException {
        List<Failure> failures = new ArrayList<>();
        if (!migrations.isEmpty()) {
            try (Session session = Session.of(database)) {
                for (Migration migration : migrations) {
                    apply(session, database, migration, failures);
                }
            }
        }
        return new Base(database, List.copyOf(failures));
    }

    private static void apply(Session session, ScratchDatabase database, Migration migration, List<Failure> failures)
            throws SQLException {
        session.renew();
        boolean whole = migration.transactions() != Transactions.EACH_STATEMENT
                && migration.statements().size() > 1;
        if (whole) {
            session.run("begin");
        }
        for (Statement statement : migration.statements()) {
            if (session.isInTransaction()) {
                session.run("savepoint pgretype_lint");
            }
            send(session, database, statement.sql())
                    .filter(error -> Roles.there(error).isEmpty() && !ScratchServer.lacksDatabase(error))
                    .ifPresent(error -> failures.add(new Failure(migration, statement, error)));
        }
        if (session.isInTransaction()) {
            session.run("commit");
        }
    }

    private static Optional<Message> send(Session session, ScratchDatabase database, String sql) throws SQLException {
        Optional<Message> error = session.send(sql).error();
        if (session.hasFailedTransaction()) {
            session.run("rollback to savepoint pgretype_lint");
        }
        return error.isPresent() && database.createRole(session, error.get()) ? send(session, database, sql) : error;
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
