package io.pgretype.ledger;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.NotNull;
import io.pgretype.problem.Problem;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TakenNames;
import io.pgretype.twin.TakenNames.Taken;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether others bear the names that twins and originals are to get. What others made is never dropped for its name. */
public final class TwinNames {

    private final JdbcClient jdbc;
    private final TakenNames names;
    private final TwinRecords records;
    private final NotNull notNull;

    public TwinNames(Ledger ledger) {
        this.jdbc = ledger.database().jdbc();
        this.names = new TakenNames(jdbc);
        this.records = ledger.twins();
        this.notNull = new NotNull(ledger.database());
    }

    /** Before cutover: what bears a twin's name and is not that twin, be it one just like it. */
    public Optional<Problem> ofTwins(String change, TableUnderChange table, List<Twin> twins) {
        List<Taken> taken = new ArrayList<>();
        List<TwinRecord> known = records.of(change, table);
        OurObjects objects = OurObjects.of(jdbc, table);
        for (Twin twin : twins) {
            List<TableObject> ours = known.stream()
                    .filter(record -> record.isOf(twin))
                    .flatMap(record -> objects.twin(record, Direction.FORWARD).stream())
                    .toList();
            taken.addAll(names.by(table.oid(), twin.kind().beforeSwap(), twin.name(), ours));
        }
        for (ColumnChange column : table.columns()) {
            taken.addAll(proof(table, column.newColumn()));
        }
        return TakenNames.problem("Twins of %s need names that others have.".formatted(table.name()), taken);
    }

    /** Before cutover: what bears a name that an original gets from the swap on. */
    public Optional<Problem> ofRetired(String change, TableUnderChange table) {
        List<Taken> taken = new ArrayList<>();
        records.of(change, table).stream()
                // The old column's checks are dropped, its primary key leaves the spare index, which has its name.
                .filter(record ->
                        record.kind() != TwinKind.CHECK && !record.kind().isOfPrimaryKey())
                .forEach(record -> taken.addAll(taken(table, record.kind(), record.retired())));
        for (ColumnChange column : table.columns()) {
            if (column.notNull()) {
                // The way back proves it once more; of a primary key's column even before the swap.
                taken.addAll(taken(table, TwinKind.CHECK, table.name().sibling(NotNull.proof(column.column()))));
                taken.addAll(taken(table, TwinKind.CHECK, table.name().sibling(NotNull.proof(column.oldColumn()))));
            }
        }
        return TakenNames.problem("The swap of %s needs names that others have.".formatted(table.name()), taken);
    }

    /** After cutover: what bears a name that a twin gets back with the way back. */
    public Optional<Problem> ofTwinsAgain(String change, TableUnderChange table) {
        List<Taken> taken = new ArrayList<>();
        records.of(change, table).stream()
                .filter(record -> !record.kind().isOfPrimaryKey())
                .forEach(record -> taken.addAll(taken(table, record.kind(), record.twin())));
        for (ColumnChange column : table.columns()) {
            taken.addAll(names.byColumn(table.oid(), column.newColumn()));
            if (column.notNull()) {
                taken.addAll(proof(table, column.column()));
                taken.addAll(proof(table, column.oldColumn()));
            }
        }
        return TakenNames.problem("The way back of %s needs names that others have.".formatted(table.name()), taken);
    }

    private List<Taken> taken(TableUnderChange table, TwinKind kind, QualifiedName name) {
        return names.by(table.oid(), kind, name, List.of());
    }

    /** What bears the name of the CHECK that proves a column NOT NULL, and proves nothing. */
    private List<Taken> proof(TableUnderChange table, Identifier column) {
        return notNull.isNameTaken(table.name(), column)
                ? taken(table, TwinKind.CHECK, table.name().sibling(NotNull.proof(column)))
                : List.of();
    }
}
