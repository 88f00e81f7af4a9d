package io.pgretype.contract;

import io.pgretype.catalog.ColumnDependents;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.NotNull;
import io.pgretype.lock.PatientStatement;
import io.pgretype.mirror.Mirror;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Removes columns with just those objects that are known to be ours. */
final class Removal {

    private final JdbcClient jdbc;
    private final PatientStatement patient;
    private final ColumnDependents dependents;

    Removal(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.patient = new PatientStatement(dataSource);
        this.dependents = new ColumnDependents(jdbc);
    }

    /** What depends on the columns and is not known: it would silently go along, or stand in the way. */
    List<Problem> strangers(
            TableUnderChange table, Direction direction, List<Identifier> columns, List<TwinRecord> twins) {
        List<String> strangers = new ArrayList<>();
        for (Identifier column : columns) {
            dependents.of(table.oid(), column).stream()
                    .filter(dependent -> !isOurs(dependent.name(), direction, column, twins))
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
                        "Drop them, or make them anew on the column that stays, then run the same command again."));
    }

    private static boolean isOurs(String name, Direction direction, Identifier column, List<TwinRecord> twins) {
        return Mirror.TRIGGERS.contains(name)
                || name.equals(NotNull.proof(column).name())
                || twins.stream()
                        .anyMatch(twin -> doomed(twin, direction).name().name().equals(name));
    }

    /** SHARE UPDATE EXCLUSIVE. An interrupted one leaves an invalid index; repeating it drops that. */
    void dropIndexConcurrently(QualifiedName index, BooleanSupplier stopRequested) {
        patient.run("drop index concurrently if exists " + index.sql(), stopRequested);
    }

    void dropTwins(TableUnderChange table, Direction direction, List<TwinRecord> twins) {
        for (TwinRecord twin : twins) {
            QualifiedName name = doomed(twin, direction);
            String sql =
                    switch (twin.kind()) {
                        case INDEX -> "drop index if exists %s".formatted(name.sql());
                        case STATISTICS -> "drop statistics if exists %s".formatted(name.sql());
                        case UNIQUE, CHECK ->
                            "alter table %s drop constraint if exists %s"
                                    .formatted(table.name().sql(), name.name().sql());
                    };
            jdbc.sql(sql).update();
            if (twin.kind() == TwinKind.UNIQUE) {
                // Harden may have been stopped between the index and its constraint.
                jdbc.sql("drop index if exists %s".formatted(name.sql())).update();
            }
        }
    }

    void dropColumns(TableUnderChange table, List<Identifier> columns) {
        columnDrops(table, columns).forEach(sql -> jdbc.sql(sql).update());
    }

    List<String> columnDrops(TableUnderChange table, List<Identifier> columns) {
        return columns.stream()
                .map(column ->
                        "alter table %s drop column %s".formatted(table.name().sql(), column.sql()))
                .toList();
    }

    /** The object that goes: the twin where the change is abandoned, the original's remains where it is contracted. */
    private static QualifiedName doomed(TwinRecord twin, Direction direction) {
        return direction == Direction.FORWARD ? twin.twin() : twin.retired();
    }
}
