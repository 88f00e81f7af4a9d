package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Column;
import io.pgretype.lint.state.Constraint;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Query;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An existing table is read through while nobody may write it. */
final class Scans implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().flatMap(step -> of(trace, step).stream());
    }

    private static Optional<Finding> of(Trace trace, Step step) {
        List<Relation> scanned = scanned(trace, step);
        if (scanned.isEmpty() || !trace.mayBeLarge(Words.oids(scanned))) {
            return Optional.empty();
        }
        Relation table = scanned.get(0);
        List<Constraint> validated = validated(step);
        boolean addedBefore = validated.stream().anyMatch(constraint -> trace.earlier(step).stream()
                .anyMatch(earlier ->
                        earlier.before().catalog().constraint(constraint.oid()).isEmpty()
                                && earlier.after()
                                        .catalog()
                                        .constraint(constraint.oid())
                                        .isPresent()));
        return Optional.of(Report.of(
                        addedBefore ? "validated-in-same-transaction" : "scan-under-lock",
                        "%s: read through under %s".formatted(Words.names(scanned), Words.lock(step, table)))
                .consequence("All %s of %s wait until it is read from end to end.%s"
                        .formatted(Words.whoWaits(step, table), table.name().sql(), new HowLong(trace, scanned).read()))
                .wayOut(addedBefore ? "" : new ScanWayOut(step, scanned).text())
                .at(trace, step));
    }

    /** Those of tables that are written again, or whose index is built, have findings of their own. */
    static List<Relation> scanned(Trace trace, Step step) {
        Set<Long> tables = new TreeSet<>(step.scans().keySet());
        Set<Long> rewritten = step.rewritten().stream().map(Relation::oid).collect(Collectors.toSet());
        Set<Long> others = new TreeSet<>(rewritten);
        step.built().forEach(index -> others.add(index.table()));
        tables.removeAll(others);
        tables.removeIf(table -> isQueried(step, table));
        List<Constraint> validated = validated(step);
        validated.stream().filter(Constraint::isForeignKey).forEach(key -> {
            tables.remove(key.referenced());
            if (!rewritten.contains(key.table())) {
                tables.add(key.table());
            }
        });
        step.after().catalog().relations().stream()
                .filter(relation -> step.said("verifying table \"%s\""
                        .formatted(relation.name().name().name())))
                .forEach(relation -> tables.add(relation.oid()));
        return tables.stream()
                .filter(trace::isExisting)
                .filter(table -> step.locksOn(table).stream().anyMatch(Lock::blocksWrites))
                .flatMap(table -> step.after().catalog().relation(table).stream())
                .filter(Relation::isTable)
                .toList();
    }

    /** By a query of the migration's own, not by the check of a constraint. */
    private static boolean isQueried(Step step, long table) {
        return step.queries().stream()
                .anyMatch(query -> query.target() == table
                        || (query.sources().contains(table)
                                && (query.kind() != Query.Kind.SELECT
                                        || !step.reply().hasTag("ALTER TABLE"))));
    }

    /** Constraints that hold for all rows since this statement; a foreign key where the server says that it looked. */
    static List<Constraint> validated(Step step) {
        Catalog before = step.before().catalog();
        return step.after().catalog().constraints().stream()
                .filter(Constraint::validated)
                .filter(constraint -> before.constraint(constraint.oid())
                        .filter(Constraint::validated)
                        .isEmpty())
                .filter(constraint -> !constraint.isForeignKey()
                        || step.said("validating foreign key constraint \"%s\""
                                .formatted(constraint.name().name())))
                .toList();
    }

    static List<Column> madeNotNull(Step step, long table) {
        return step.after().catalog().columns(table).stream()
                .filter(Column::notNull)
                .filter(column -> {
                    Column old = step.before().catalog().column(table, column.number());
                    return old != null && !old.notNull();
                })
                .toList();
    }
}
