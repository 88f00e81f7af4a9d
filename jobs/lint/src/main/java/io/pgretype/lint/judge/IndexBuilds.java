package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Constraint;
import io.pgretype.lint.state.Index;
import io.pgretype.lint.state.Lock;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An index of an existing table is built while nobody may write the table. */
final class IndexBuilds implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().flatMap(step -> of(trace, step).stream());
    }

    private static Optional<Finding> of(Trace trace, Step step) {
        Set<Long> rewritten = step.rewritten().stream().map(Relation::oid).collect(Collectors.toSet());
        List<Index> built = step.built().stream()
                .filter(index -> trace.isExisting(index.table()) && !rewritten.contains(index.table()))
                .filter(index -> isLocked(step, index))
                .toList();
        if (built.isEmpty()
                || !trace.mayBeLarge(built.stream().map(Index::table).toList())) {
            return Optional.empty();
        }
        Catalog after = step.after().catalog();
        Relation table = after.relation(built.get(0).table()).orElseThrow();
        String names = Words.list(built.stream()
                .map(index -> after.relation(index.oid()).orElseThrow().name().sql())
                .toList());
        return Optional.of(Report.of(
                        "index-build-blocks-writes",
                        "%s: an index built under %s".formatted(names, Words.lock(step, locked(step, table))))
                .consequence("%s of %s wait until the index is built.%s"
                        .formatted(
                                Words.blocksReads(step, table) ? "Reads and writes" : "Writes",
                                table.name().sql(),
                                HowLong.of(trace, built).built(built.size())))
                .wayOut(built.stream()
                        .map(index -> wayOut(step, index))
                        .flatMap(String::lines)
                        .distinct()
                        .collect(Collectors.joining("\n")))
                .at(trace, step));
    }

    private static Relation locked(Step step, Relation table) {
        return step.locksOn(table.oid()).isEmpty() ? step.after().catalog().root(table) : table;
    }

    /** Of a partitioned table, REINDEX waits for the first lock alone; with CONCURRENTLY it builds other indexes. */
    private static boolean isLocked(Step step, Index index) {
        Catalog before = step.before().catalog();
        if (step.reply().hasTag("REINDEX")) {
            return before.index(index.oid()).isPresent();
        }
        return step.locksOn(index.table()).stream().anyMatch(Lock::blocksWrites);
    }

    private static String wayOut(Step step, Index index) {
        Catalog after = step.after().catalog();
        Relation relation = after.relation(index.oid()).orElseThrow();
        if (step.before().catalog().index(index.oid()).isPresent()) {
            return "reindex index concurrently %s;".formatted(relation.name().sql());
        }
        Relation table = after.relation(index.table()).orElseThrow();
        if (relation.parent() != 0) {
            return onPartition(step, index, relation);
        }
        Optional<Constraint> constraint = key(after, index.oid());
        if (constraint.filter(of -> of.kind() == 'x').isPresent()) {
            return "An exclusion constraint cannot be added without this lock: announce it, or make a new table with it and move over.";
        }
        String notNull = constraint
                .filter(of -> of.kind() == 'p')
                .map(of -> notNull(step, table, of))
                .orElse("");
        return notNull
                + newColumns(step, table, index)
                + concurrently(index.definition())
                + constraint.map(of -> "\n" + using(table, of, relation)).orElse("");
    }

    /** A primary key needs NOT NULL, and would look for NULLs itself under its lock. */
    private static String notNull(Step step, Relation table, Constraint key) {
        return key.columns().stream()
                .map(number -> step.before().catalog().column(table.oid(), number))
                .filter(column -> column != null && !column.notNull())
                .map(column -> NotNullWayOut.of(table, column.name()) + "\n")
                .collect(Collectors.joining());
    }

    private static String newColumns(Step step, Relation table, Index index) {
        return step.after().catalog().columns(table.oid()).stream()
                .filter(column -> index.columns().contains(column.number()))
                .filter(column -> step.before().catalog().column(table.oid(), column.number()) == null)
                .map(column -> "alter table %s add column %s %s;%n"
                        .formatted(table.name().sql(), column.name().sql(), column.type()))
                .collect(Collectors.joining());
    }

    private static String using(Relation table, Constraint constraint, Relation index) {
        return "alter table %s add constraint %s %s using index %s;"
                .formatted(
                        table.name().sql(),
                        constraint.name().sql(),
                        constraint.kind() == 'p' ? "primary key" : "unique",
                        index.name().name().sql());
    }

    /** On the parent alone first, which builds nothing; ATTACH of a table takes an index that fits by itself. */
    private static String onPartition(Step step, Index index, Relation relation) {
        Catalog after = step.after().catalog();
        Optional<Index> parent = after.index(relation.parent())
                .filter(of -> step.before().catalog().index(of.oid()).isEmpty());
        String table = after.relation(index.table()).orElseThrow().name().sql();
        if (parent.isEmpty()) {
            String using = key(after, index.oid())
                    .map(of -> using(after.relation(index.table()).orElseThrow(), of, relation) + "\n")
                    .orElse("");
            return "%s%n%s%s;"
                    .formatted(
                            concurrently(index.definition()),
                            using,
                            step.statement().sql());
        }
        String name = after.relation(relation.parent()).orElseThrow().name().sql();
        String attach = "alter index %s attach partition %s;"
                .formatted(name, relation.name().sql());
        Optional<Constraint> key = key(after, parent.get().oid());
        Optional<Constraint> own = key(after, index.oid());
        if (key.isEmpty() || own.isEmpty()) {
            return "%s;%n%s%n%s".formatted(parent.get().definition(), concurrently(index.definition()), attach);
        }
        return """
                alter table only %s add constraint %s %s;
                %s
                alter table %s add constraint %s %s using index %s;
                %s""".formatted(
                after.relation(parent.get().table()).orElseThrow().name().sql(),
                key.get().name().sql(),
                key.get().definition(),
                concurrently(index.definition()),
                table,
                own.get().name().sql(),
                key.get().kind() == 'p' ? "primary key" : "unique",
                relation.name().name().sql(),
                attach);
    }

    private static Optional<Constraint> key(Catalog catalog, long index) {
        return catalog.constraints().stream()
                .filter(constraint -> constraint.index() == index && !constraint.isForeignKey())
                .findFirst();
    }

    /** The server writes the definition, always with the same words at its beginning. */
    static String concurrently(String definition) {
        String words = definition.startsWith("CREATE UNIQUE INDEX ") ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
        return "%sCONCURRENTLY %s;".formatted(words, definition.substring(words.length()));
    }
}
