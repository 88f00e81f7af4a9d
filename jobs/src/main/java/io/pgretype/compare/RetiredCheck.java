package io.pgretype.compare;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.ColumnDependents;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.OurObjects;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After cutover: whether the objects still are as rollback needs them. Reads the catalog only. */
public final class RetiredCheck {

    private static final String INDEX_IS_THERE = """
            select exists (
                select
                  from pg_index as index
                  join pg_class as class
                    on class.oid = index.indexrelid
                 where index.indrelid = :table
                   and class.relname = :name
                   and index.indisvalid)""";

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final ColumnDependents dependents;

    public RetiredCheck(Ledger ledger) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.dependents = new ColumnDependents(jdbc);
    }

    /** The old column's objects that somebody has dropped, for they look like leftovers. */
    public Optional<Problem> missing(String change, TableUnderChange table) {
        List<String> missing = ledger.twins().of(change, table).stream()
                // The old column's checks are not there after cutover; rollback makes them again, and of the spare the
                // primary key.
                .filter(twin -> twin.kind() != TwinKind.CHECK && twin.kind() != TwinKind.PRIMARY_KEY)
                .filter(twin -> !isThere(table, twin))
                .map(twin -> twin.kind().text() + " " + twin.retired())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.TWINS_INCOMPLETE,
                        "The old column of %s does not have all that it had before cutover.".formatted(table.name()),
                        "missing or invalid: " + String.join(", ", missing),
                        "Nothing was changed. contract does not need them.",
                        "Make them again on the old column under these names, then run the same command again."));
    }

    private boolean isThere(TableUnderChange table, TwinRecord twin) {
        String sql =
                switch (twin.kind()) {
                    case INDEX, UNIQUE, PRIMARY_KEY, SPARE_KEY -> INDEX_IS_THERE;
                    case STATISTICS ->
                        "select exists (select from pg_statistic_ext where stxrelid = :table and stxname = :name)";
                    case CHECK ->
                        "select exists (select from pg_constraint where conrelid = :table and conname = :name)";
                };
        return jdbc.sql(sql)
                .param("table", table.oid())
                .param("name", twin.retired().name().name())
                .query(Boolean.class)
                .single();
    }

    /** What came to depend on the new column since cutover: it would stay on it, under the column's other name. */
    public Optional<Problem> strangers(String change, Part part) {
        TableUnderChange table = part.table();
        OurObjects ours = OurObjects.of(jdbc, table);
        List<TableObject> twins = ledger.twins().of(change, table).stream()
                .flatMap(twin -> ours.twin(twin, Direction.REVERSE).stream())
                .toList();
        Set<Long> references = ledger.references().twins(change);
        List<String> strangers = new ArrayList<>();
        for (ColumnChange move : table.columns()) {
            dependents.of(table.oid(), move.column()).stream()
                    .filter(dependent -> !OurObjects.contain(twins, dependent) && !isCarried(dependent))
                    .filter(dependent -> !dependent.isConstraint(references))
                    // The swap makes that of a partitioned table again, there and back.
                    .filter(dependent -> part.holdsRows() || !dependent.isPrimaryKey())
                    .map(ColumnDependents.Dependent::description)
                    .forEach(strangers::add);
        }
        return strangers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.UNKNOWN_DEPENDENT,
                        "rollback of change %s would not carry all that the column has.".formatted(change),
                        "these came to the column since cutover: " + String.join("; ", strangers),
                        Problem.NOTHING_CHANGED,
                        "Drop them, run the same command again, and make them again on the column with its old type."));
    }

    /**
     * What is bound to the other column in the swap, whoever made it, and the mirror; and a sequence that belongs to the column, which
     * follows it back.
     */
    private static boolean isCarried(ColumnDependents.Dependent dependent) {
        return switch (dependent.catalog()) {
            case "pg_policy", "pg_trigger", "pg_proc", "pg_publication_rel", "pg_rewrite" -> true;
            case "pg_class" -> dependent.isSequence();
            case "pg_attrdef" -> dependent.isVirtual();
            default -> false;
        };
    }
}
