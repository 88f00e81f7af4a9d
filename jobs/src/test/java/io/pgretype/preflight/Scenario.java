package io.pgretype.preflight;

import io.pgretype.change.Change;
import io.pgretype.change.Filling;
import io.pgretype.change.Filling.OtherTriggers;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.Settings;
import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import io.pgretype.testkit.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database with a table {@code public.file}, and the refusals of changes to its columns. */
final class Scenario implements AutoCloseable {

    static final String CHANGE = "widen";

    private final TestDatabase database = TestDatabase.create();

    TestDatabase database() {
        return database;
    }

    /** Refusals after these statements of the change of {@code public.file.size} to bigint. */
    List<Problem> refusalsAfter(String... statements) {
        database.execute(statements);
        return refusals("public.file", "size", "bigint");
    }

    List<Problem> refusals(String table, String column, String type) {
        return refusals(change(table(table, move(column, type))));
    }

    List<Problem> refusals(Change change) {
        return refusalsFor(database.user(), change);
    }

    /** As another role sees it. */
    List<Problem> refusalsFor(String role, Change change) {
        var session = new SingleConnectionDataSource(database.url(), true);
        try (session) {
            var jdbc = JdbcClient.create(session);
            jdbc.sql("set role " + role).update();
            return new Preflight(jdbc).refusals(change);
        }
    }

    /** What becomes of the table's other triggers is decided, so that they alone are no reason to refuse. */
    static Change change(TableChange... tables) {
        return change(OtherTriggers.FIRE, tables);
    }

    static Change change(OtherTriggers triggers, TableChange... tables) {
        Settings defaults = Settings.DEFAULTS;
        Filling filling = defaults.filling();
        Settings settings = new Settings(
                defaults.soak(),
                new Filling(filling.order(), triggers, filling.autovacuum(), filling.windowRows()),
                defaults.locks(),
                defaults.indexes(),
                defaults.verifiedWithin(),
                defaults.limits(),
                defaults.references(),
                defaults.reviewed(),
                defaults.window());
        return new Change(CHANGE, List.of(tables), settings, "");
    }

    static TableChange table(String table, Move... moves) {
        return new TableChange(QualifiedName.parse(table), Stream.of(moves).toList());
    }

    static Move move(String column, String type) {
        return new Move(Identifier.of(column), type, null, null);
    }

    @Override
    public void close() {
        database.close();
    }
}
