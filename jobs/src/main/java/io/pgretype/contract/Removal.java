package io.pgretype.contract;

import io.pgretype.catalog.ColumnDependents;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.ViewTwin;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.OurObjects;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.NotNull;
import io.pgretype.lock.PatientStatement;
import io.pgretype.mirror.ForeignTrigger;
import io.pgretype.mirror.Mirror;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.rebind.UpsertingFunctions;
import io.pgretype.reference.PartitionKeys;
import io.pgretype.twin.TableObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes columns with just those objects that are known to be ours. */
final class Removal {

    private static final String IS_PARTITIONED = """
            select exists (
                select
                  from pg_class as class
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                 where namespace.nspname = :schema
                   and class.relname = :name
                   and (class.relkind = 'I' or class.relispartition))""";

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final ForeignKeys foreignKeys;
    private final PatientStatement patient;
    private final NotNull notNull;
    private final ForeignTrigger foreignTrigger;
    private final ColumnDependents dependents;
    private final PartitionTree tree;
    private final PartitionKeys partitionKeys;

    Removal(Ledger ledger) {
        Database database = ledger.database();
        this.ledger = ledger;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.foreignKeys = new ForeignKeys(jdbc);
        this.patient = new PatientStatement(database);
        this.notNull = new NotNull(database);
        this.foreignTrigger = new ForeignTrigger(jdbc);
        this.dependents = new ColumnDependents(jdbc);
        this.tree = new PartitionTree(jdbc);
        this.partitionKeys = new PartitionKeys(jdbc);
    }

    /** What of others would go, or stand in the way. */
    List<Problem> refusals(String change, TableUnderChange table, Direction direction, List<Identifier> columns) {
        List<Problem> problems = new ArrayList<>();
        for (Part part : tree.parts(table)) {
            problems.addAll(strangers(
                    change, part.table(), direction, columns, ledger.twins().of(change, part.table())));
        }
        foreignTrigger.problem(change, table, direction).ifPresent(problems::add);
        return problems;
    }

    /** What depends on the columns and is not known: it would silently go along, or stand in the way. */
    private List<Problem> strangers(
            String change,
            TableUnderChange table,
            Direction direction,
            List<Identifier> columns,
            List<TwinRecord> twins) {
        List<TableObject> doomed = doomed(table, direction, twins);
        UpsertingFunctions upserting = UpsertingFunctions.of(ledger.database(), table.oid(), columns);
        Set<Long> references = new HashSet<>(ledger.references().twins(change));
        references.addAll(begunOnPartitions(change));
        Set<Long> views = ledger.viewTwins().rules(change);
        List<String> strangers = new ArrayList<>();
        for (Identifier column : columns) {
            dependents.of(table.oid(), column).stream()
                    .filter(dependent -> !OurObjects.contain(doomed, dependent)
                            && !isHelper(dependent, table, column)
                            && !(dependent.catalog().equals("pg_rewrite") && views.contains(dependent.oid()))
                            && !upserting.contain(dependent.catalog(), dependent.oid())
                            && !dependent.isConstraint(references))
                    .map(ColumnDependents.Dependent::description)
                    .forEach(strangers::add);
        }
        return strangers.isEmpty()
                ? List.of()
                : List.of(new Problem(
                        ProblemCode.UNKNOWN_DEPENDENT,
                        "Columns of %s cannot be removed.".formatted(table.name()),
                        "these depend on %s and pgretype did not make them: %s"
                                .formatted(
                                        String.join(
                                                ", ",
                                                columns.stream()
                                                        .map(Identifier::name)
                                                        .toList()),
                                        String.join("; ", strangers)),
                        Problem.NOTHING_CHANGED,
                        "Drop them, or make them again on the column that stays, then run the same command again."));
    }

    /** Foreign keys that an interrupted harden has made on some partitions. */
    private Set<Long> begunOnPartitions(String change) {
        return ledger.references().of(change).stream()
                .filter(record -> record.twin() == null)
                .flatMap(record -> partitionKeys.begun(record.original()).stream())
                .map(ForeignKey::oid)
                .collect(Collectors.toSet());
    }

    private boolean isHelper(ColumnDependents.Dependent dependent, TableUnderChange table, Identifier column) {
        return switch (dependent.catalog()) {
            case "pg_trigger" -> Mirror.TRIGGERS.contains(dependent.name());
            case "pg_constraint" ->
                dependent.name().equals(NotNull.proof(column).name()) && notNull.isProof(table.name(), column);
            default -> false;
        };
    }

    /** The objects that go, of all relations of the table; what its partitions have by it comes after it. */
    List<TableObject> doomed(String change, TableUnderChange table, Direction direction) {
        return tree.parts(table).stream()
                .map(Part::table)
                .flatMap(part -> doomed(part, direction, ledger.twins().of(change, part)).stream())
                .toList();
    }

    /** The twins where the change is abandoned, the originals' remains where it is contracted. */
    private List<TableObject> doomed(TableUnderChange table, Direction direction, List<TwinRecord> twins) {
        OurObjects ours = OurObjects.of(jdbc, table);
        return twins.stream()
                .flatMap(twin ->
                        (direction == Direction.FORWARD ? ours.twin(twin, direction) : ours.retired(twin)).stream())
                .toList();
    }

    /** The foreign key between new columns that the ledger knows, if it is there, or what an interrupted harden has made of it. */
    List<ForeignKey> twinsOf(ReferenceRecord record) {
        return record.twin() == null
                ? partitionKeys.begun(record.original())
                : foreignKeys.find(record.original().referencing().oid(), record.twin()).stream()
                        .toList();
    }

    /**
     * SHARE UPDATE EXCLUSIVE. An interrupted one leaves an invalid index; repeating it drops that. Those of partitioned tables, and
     * what is attached to them, cannot be dropped so: they go with the column.
     */
    void dropIndexConcurrently(QualifiedName index, BooleanSupplier stopRequested) {
        boolean isPartitioned = jdbc.sql(IS_PARTITIONED)
                .param("schema", index.schema().name())
                .param("name", index.name().name())
                .query(Boolean.class)
                .single();
        if (isPartitioned) {
            return;
        }
        patient.run("drop index concurrently if exists " + index.sql(), stopRequested);
    }

    /** Under the lock, where no other object can take the name of one that is read. */
    void dropTwins(String change, TableUnderChange table, Direction direction) {
        for (Part part : tree.parts(table)) {
            dropTwins(part.table(), direction, ledger.twins().of(change, part.table()));
        }
    }

    private void dropTwins(TableUnderChange table, Direction direction, List<TwinRecord> twins) {
        for (TableObject object : doomed(table, direction, twins)) {
            QualifiedName name = object.name();
            String sql =
                    switch (object.kind()) {
                        case INDEX, SPARE_KEY -> "drop index if exists %s".formatted(name.sql());
                        case STATISTICS -> "drop statistics if exists %s".formatted(name.sql());
                        case UNIQUE, PRIMARY_KEY, CHECK ->
                            "alter table %s drop constraint if exists %s"
                                    .formatted(table.name().sql(), name.name().sql());
                    };
            jdbc.sql(sql).update();
        }
    }

    /** What a cutover or rollback that did not come to its swap has left. */
    void dropViewTwins(String change) {
        List<ViewTwin> twins = new ArrayList<>(ledger.viewTwins().of(change));
        Collections.reverse(twins);
        twins.forEach(twin -> plain.run(twin.drop()));
        ledger.viewTwins().forget(change);
    }

    void dropColumns(TableUnderChange table, List<Identifier> columns) {
        UpsertingFunctions upserting = UpsertingFunctions.of(ledger.database(), table.oid(), columns);
        plain.runAll(upserting.loosen());
        table.drops(columns).forEach(sql -> jdbc.sql(sql).update());
        plain.runAll(upserting.bind());
    }
}
