package io.pgretype.lint.trace;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.scratch.Reply;
import io.pgretype.lint.scratch.ScratchDatabase;
import io.pgretype.lint.scratch.Session;
import io.pgretype.lint.script.Statement;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Observation;
import io.pgretype.lint.stats.Statistics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs migrations in a clone, one after the other, and goes on after a statement that fails. */
public final class Tracer implements AutoCloseable {

    /** It cannot run in a transaction block; or it ends transactions itself, as DO and CALL may. */
    private static final Set<String> NEED_NO_TRANSACTION = Set.of("25001", "2D000");

    /** In one message with the statement's own savepoint; a migration may have set them otherwise. */
    private static final String LISTEN = """
            set client_min_messages = debug2;
            set debug_pretty_print = off;
            set debug_print_parse = on""";

    private static final String SAVEPOINT = "savepoint pgretype_lint;\n";

    private final ScratchDatabase database;
    private final ToolSession tool;
    private final Statistics production;
    private final Session session;
    private final Catalog existing;

    private Observation seen;
    private int transaction;

    private Tracer(ScratchDatabase database, ToolSession tool, Statistics production, Session session)
            throws SQLException {
        this.database = database;
        this.tool = tool;
        this.production = production;
        this.session = session;
        this.seen = Observation.of(session.connection());
        this.existing = seen.catalog();
    }

    /**
     * What is in the database now is what exists.
     *
     * @param production how large that is
     */
    public static Tracer on(ScratchDatabase database, ToolSession tool, Statistics production) throws SQLException {
        return new Tracer(database, tool, production, Session.of(database));
    }

    public Trace run(Migration migration) throws SQLException {
        session.renew();
        tool.prepare(session);
        seen = Observation.of(session.connection());
        boolean whole = isWhole(migration);
        List<Step> steps = new ArrayList<>();
        if (whole) {
            begin();
        }
        for (Statement statement : migration.statements()) {
            steps.add(step(statement, whole));
            if (whole && !session.isInTransaction()) {
                begin();
            }
        }
        boolean leftOpen = !whole && session.isInTransaction();
        Optional<Message> commitError =
                session.isInTransaction() ? session.send("commit").error() : Optional.empty();
        return new Trace(migration, existing, production, List.copyOf(steps), leftOpen, commitError);
    }

    private static boolean isWhole(Migration migration) {
        return switch (migration.transactions()) {
            case ONE -> true;
            case EACH_STATEMENT -> false;
            case ONE_STRING -> migration.statements().size() > 1;
        };
    }

    private void begin() throws SQLException {
        transaction++;
        seen = seen.between(session.connection());
        session.run("begin");
    }

    private Step step(Statement statement, boolean whole) throws SQLException {
        if (session.isInTransaction()) {
            return inTransaction(statement);
        }
        if (!whole && Command.isOfTransactions(statement.sql())) {
            transaction++;
            seen = seen.between(session.connection());
            return observed(statement, session.send(statement.sql()), Set.of());
        }
        begin();
        Step step = inTransaction(statement);
        if (step.reply()
                .error()
                .filter(error -> NEED_NO_TRANSACTION.contains(error.state()))
                .isPresent()) {
            session.run("rollback");
            return alone(statement);
        }
        Optional<Message> error = session.send("commit").error();
        return error.isEmpty()
                ? step
                : new Step(
                        step.statement(),
                        step.transaction(),
                        step.before(),
                        step.after(),
                        new Reply(step.reply().tags(), step.reply().notices(), error),
                        step.watched(),
                        step.queries());
    }

    private Step inTransaction(Statement statement) throws SQLException {
        session.run(SAVEPOINT + LISTEN);
        Reply reply = session.send(statement.sql());
        if (session.hasFailedTransaction()) {
            session.run("rollback to savepoint pgretype_lint");
        }
        Optional<Message> error = reply.error();
        if (error.isPresent() && database.createRole(session, error.get())) {
            return inTransaction(statement);
        }
        return observed(statement, reply, Set.of());
    }

    /** It cannot run in a transaction block: what it locks is seen from another session, while it waits for a writer. */
    private Step alone(Statement statement) throws SQLException {
        transaction++;
        seen = seen.between(session.connection());
        session.run(LISTEN);
        try (HeldWriter writer = HeldWriter.of(database, seen.catalog())) {
            Reply reply = writer.watch(session, statement.sql());
            return observed(statement, reply, writer.seen());
        }
    }

    private Step observed(Statement statement, Reply reply, Set<Lock> watched) throws SQLException {
        Observation before = seen;
        if (session.isInTransaction() && !Command.isOfTransactions(statement.sql())) {
            session.run("release savepoint pgretype_lint");
        }
        session.run("set debug_print_parse = off");
        seen = Observation.of(session.connection());
        return new Step(
                statement, transaction, before, seen, reply, watched, Query.in(reply.notices(), database.major()));
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
