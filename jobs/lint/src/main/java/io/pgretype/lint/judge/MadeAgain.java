package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Column;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is found by its name when the migration has ended, and is another thing: its rows or values are gone, or a view's
 * readers waited for its query. Nobody has read a table before it went, so its rows are nowhere else.
 */
final class MadeAgain implements Check {

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().flatMap(step -> Stream.of(
                        tables(trace, step).limit(1),
                        columns(trace, step).limit(1),
                        views(trace, step).limit(1))
                .flatMap(reports -> reports)
                .map(report -> report.at(trace, step)));
    }

    private static Stream<Report> tables(Trace trace, Step step) {
        return trace.existing().relations().stream()
                .filter(table -> table.kind() == 'r' || table.kind() == 'p')
                .filter(table -> isGone(step, table)
                        && !trace.after().has(table.oid())
                        && trace.after().relation(table.name()).isPresent()
                        && trace.steps().stream().noneMatch(other -> hasRead(other, table)))
                .map(table -> table.name().sql())
                .map(name -> Report.of(
                                "table-dropped", "%s is gone with its rows; another has its name".formatted(name))
                        .wayOut("alter table %s rename to …;  -- keep it until nobody needs its rows".formatted(name)));
    }

    private static boolean isGone(Step step, Relation relation) {
        return step.before().catalog().has(relation.oid())
                && !step.after().catalog().has(relation.oid());
    }

    private static boolean hasRead(Step step, Relation table) {
        return step.scans().containsKey(table.oid())
                || step.queries().stream().anyMatch(query -> query.sources().contains(table.oid()));
    }

    private static Stream<Report> columns(Trace trace, Step step) {
        Catalog existing = trace.existing();
        return existing.relations().stream()
                .filter(Relation::isTable)
                .flatMap(table -> existing.columns(table.oid()).stream()
                        .filter(column -> isGone(step, column) && isNewUnderItsName(trace, column))
                        .map(column -> "%s.%s"
                                .formatted(table.name().sql(), column.name().sql())))
                .map(name -> Report.of(
                        "column-dropped", "%s is gone with its values; another has its name".formatted(name)));
    }

    private static boolean isGone(Step step, Column column) {
        Catalog before = step.before().catalog();
        Catalog after = step.after().catalog();
        return before.column(column.table(), column.number()) != null
                && after.has(column.table())
                && after.column(column.table(), column.number()) == null;
    }

    /** Not one that was added under another name, and could be filled before it took this one; nor one that fills itself. */
    private static boolean isNewUnderItsName(Trace trace, Column old) {
        return trace.after()
                .column(old.table(), old.name().name())
                .filter(now -> !now.generated() && now.number() != old.number())
                .flatMap(now -> trace.steps().stream()
                        .map(step -> step.after().catalog().column(now.table(), now.number()))
                        .filter(Objects::nonNull)
                        .findFirst())
                .filter(first -> first.name().equals(old.name()))
                .isPresent();
    }

    /** Dropped, and its query run, in one transaction: the lock of the former lasts as long as the latter. */
    private static Stream<Report> views(Trace trace, Step step) {
        return step.after().catalog().relations().stream()
                .filter(view -> view.kind() == 'm' && view.populated())
                .filter(view -> !step.before().catalog().has(view.oid()))
                .filter(view -> trace.existing()
                        .relation(view.name())
                        .filter(old -> old.kind() == 'm')
                        .filter(old -> !trace.after().has(old.oid()))
                        .filter(old -> trace.earlier(step).stream().anyMatch(earlier -> isGone(earlier, old)))
                        .isPresent())
                .map(view -> view.name().sql())
                .map(name -> Report.of(
                                "refresh-blocks-reads",
                                "%s was dropped, and its query run, in one transaction".formatted(name))
                        .wayOut("""
                                create materialized view … as …;  -- under another name
                                -- then in one transaction:
                                drop materialized view %s;
                                alter materialized view … rename to …;""".formatted(name)));
    }
}
