package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rules;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table has another file: it was written again, or emptied. */
final class Rewrites implements Check {

    /** The others are not about how long it takes: rows are gone, or a view's query reads what others hold. */
    private static final Set<String> LONG = Set.of("table-rewrite", "vacuum-full-or-cluster");

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().flatMap(step -> of(trace, step));
    }

    private static Stream<Finding> of(Trace trace, Step step) {
        Map<String, List<Relation>> byRule = step.rewritten().stream()
                .filter(Relation::isTable)
                .filter(relation -> trace.isExisting(relation.oid()))
                .collect(Collectors.groupingBy(relation -> rule(step, relation), TreeMap::new, Collectors.toList()));
        return byRule.entrySet().stream()
                .filter(found -> !LONG.contains(found.getKey()) || trace.mayBeLarge(Words.oids(found.getValue())))
                .map(found -> report(trace, step, found.getKey(), found.getValue()));
    }

    /** The server's messages name a table without its schema; VACUUM and CLUSTER say it in the command tag too. */
    private static String rule(Step step, Relation relation) {
        String name = "\"" + relation.name().name().name() + "\"";
        String qualified = "\"" + relation.name().schema().name() + "."
                + relation.name().name().name() + "\"";
        if (step.said("rewriting table " + name) || isMoved(step, relation)) {
            return "table-rewrite";
        }
        if (step.reply().hasTag("VACUUM") || step.reply().hasTag("CLUSTER") || step.said("clustering " + qualified)) {
            return "vacuum-full-or-cluster";
        }
        return relation.kind() == 'm' ? "refresh-blocks-reads" : "table-truncated";
    }

    private static boolean isMoved(Step step, Relation relation) {
        return step.after()
                .catalog()
                .relation(relation.oid())
                .filter(now -> !now.placement().equals(relation.placement()))
                .isPresent();
    }

    private static Finding report(Trace trace, Step step, String rule, List<Relation> tables) {
        String observed = "%s: a new file, under %s"
                .formatted(
                        Words.names(tables),
                        step.watched().isEmpty()
                                        || !step.locksOn(tables.get(0).oid()).isEmpty()
                                ? Words.lock(step, tables.get(0))
                                : "ACCESS EXCLUSIVE");
        String howLong = new HowLong(trace, tables).rewritten(step);
        Report report = Report.of(rule, observed)
                .consequence(
                        LONG.contains(rule) && !howLong.isEmpty()
                                ? Rules.of(rule).consequence() + howLong
                                : "");
        return switch (rule) {
            case "table-rewrite" ->
                new RewriteWayOut(step, step.before().catalog().root(tables.get(0)))
                        .of(report)
                        .at(trace, step);
            case "vacuum-full-or-cluster" -> report.wayOut(packing(tables)).at(trace, step);
            case "refresh-blocks-reads" ->
                report.wayOut(refreshing(step, tables)).at(trace, step);
            default -> report.wayOut(emptying(tables)).at(trace, step);
        };
    }

    private static String packing(List<Relation> tables) {
        return tables.stream()
                .map(table -> "vacuum (analyze) %s;".formatted(table.name().sql()))
                .collect(Collectors.joining(
                        "\n",
                        "-- space inside the table is used again after:\n",
                        "\n-- pg_repack and pg_squeeze give it back to the disk online"));
    }

    private static String refreshing(Step step, List<Relation> views) {
        StringBuilder text = new StringBuilder();
        for (Relation view : views) {
            boolean unique = step.before().catalog().indexes().stream()
                    .anyMatch(index -> index.table() == view.oid() && index.unique() && !index.partial());
            if (!unique) {
                text.append("create unique index concurrently on %s (…);  -- columns that tell its rows apart%n"
                        .formatted(view.name().sql()));
            }
            text.append("refresh materialized view concurrently %s;%n"
                    .formatted(view.name().sql()));
        }
        return text.toString().strip();
    }

    private static String emptying(List<Relation> tables) {
        return tables.stream()
                .map(table -> "delete from %s where …;  -- some thousand rows a transaction, repeated"
                        .formatted(table.name().sql()))
                .collect(Collectors.joining(
                        "\n",
                        "If the running release can do without its rows and with lock_timeout set, allow it. Else:\n",
                        ""));
    }
}
