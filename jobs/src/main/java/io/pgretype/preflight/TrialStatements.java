package io.pgretype.preflight;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.EmptyCopy;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.LedgerSchema;
import io.pgretype.lock.NotNull;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.Witness;
import io.pgretype.twin.ColumnGrants;
import io.pgretype.twin.ColumnTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each phase says to the server, of the empty copy. Each list is for after those before it have been run. */
final class TrialStatements {

    /** In place of the change's name in those of functions: no change is called so, and no other session waits for it. */
    static final String CHANGE = "~trial";

    private static final String SCHEMA_IS_THERE =
            "select exists (select from pg_catalog.pg_namespace where nspname = :schema)";

    private final JdbcClient jdbc;
    private final TableUnderChange table;
    private final TableUnderChange copy;
    private final Mirror mirror;
    private final Witness witness;

    /** @param table the one that has been copied */
    TrialStatements(JdbcClient jdbc, TableUnderChange table) {
        this.jdbc = jdbc;
        this.table = table;
        this.copy =
                new TableUnderChange(EmptyCopy.oid(jdbc), EmptyCopy.NAME, table.key(), table.columns(), table.number());
        this.mirror = new Mirror(CHANGE, copy);
        this.witness = new Witness(CHANGE, copy);
    }

    /** The schema first, if it is not there. */
    List<String> expand() {
        List<String> statements = new ArrayList<>();
        if (!jdbc.sql(SCHEMA_IS_THERE)
                .param("schema", LedgerSchema.NAME)
                .query(Boolean.class)
                .single()) {
            statements.add("create schema " + LedgerSchema.NAME);
        }
        statements.add(copy.addColumns());
        // The privileges are the table's, to be given on the copy.
        TableUnderChange named =
                new TableUnderChange(table.oid(), copy.name(), table.key(), table.columns(), table.number());
        ColumnGrants grants = new ColumnGrants(jdbc);
        table.columns().forEach(column -> statements.addAll(grants.byOwner(named, column)));
        statements.addAll(create(Direction.FORWARD));
        return statements;
    }

    List<String> harden() {
        ColumnTraits traits = new ColumnTraits(jdbc);
        List<String> statements = new ArrayList<>(setNotNull(ColumnChange::newColumn));
        table.columns().forEach(column -> statements.addAll(traits.onCopy(table, copy, column)));
        statements.add("analyze " + copy.name().sql());
        return statements;
    }

    List<String> cutover() {
        List<String> statements = new ArrayList<>(drop(Direction.FORWARD));
        notNull()
                .forEach(column -> statements.add("alter table %s alter column %s drop not null"
                        .formatted(copy.name().sql(), column.column().sql())));
        statements.addAll(copy.renamesAtCutover());
        statements.addAll(create(Direction.REVERSE));
        statements.add("alter function %s() cost 100"
                .formatted(mirror.function(Direction.REVERSE).sql()));
        return statements;
    }

    /** Undone at once: what is tried after it needs the columns. */
    List<String> contract() {
        List<String> statements = new ArrayList<>(List.of("savepoint pgretype_contract"));
        statements.addAll(drop(Direction.REVERSE));
        statements.addAll(copy.drops(names(ColumnChange::oldColumn)));
        statements.add("rollback to savepoint pgretype_contract");
        return statements;
    }

    List<String> rollback() {
        List<String> statements = new ArrayList<>(drop(Direction.REVERSE));
        statements.addAll(copy.renamesAtRollback());
        statements.addAll(create(Direction.FORWARD));
        statements.addAll(setNotNull(ColumnChange::column));
        return statements;
    }

    List<String> abandon() {
        List<String> statements = new ArrayList<>(drop(Direction.FORWARD));
        statements.addAll(copy.drops(names(ColumnChange::newColumn)));
        return statements;
    }

    private List<String> create(Direction direction) {
        return Stream.concat(mirror.create(direction).stream(), witness.create(direction).stream())
                .toList();
    }

    private List<String> drop(Direction direction) {
        return Stream.concat(mirror.drop(direction).stream(), witness.drop(direction).stream())
                .toList();
    }

    private List<String> setNotNull(Function<ColumnChange, Identifier> which) {
        return notNull()
                .map(which)
                .flatMap(column -> Stream.concat(
                        Stream.of(NotNull.refuseNulls(copy.name(), column), NotNull.validate(copy.name(), column)),
                        NotNull.conclude(copy.name(), column).stream()))
                .toList();
    }

    private Stream<ColumnChange> notNull() {
        return copy.columns().stream().filter(ColumnChange::notNull);
    }

    private List<Identifier> names(Function<ColumnChange, Identifier> which) {
        return copy.columns().stream().map(which).toList();
    }
}
