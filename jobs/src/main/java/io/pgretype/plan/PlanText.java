package io.pgretype.plan;

import io.pgretype.catalog.Following.Follower;
import io.pgretype.change.QualifiedName;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.reference.Reference;
import io.pgretype.reference.SwapGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every statement to come, with its lock, and all that there is to say. */
final class PlanText {

    private final PlannedChange plan;
    private final List<String> lines = new ArrayList<>();

    private PlanText(PlannedChange plan) {
        this.plan = plan;
    }

    static List<String> lines(PlannedChange plan, String next) {
        PlanText text = new PlanText(plan);
        plan.followers().forEach(follower -> text.lines.add(follower(follower)));
        plan.references().forEach(text::reference);
        text.swaps();
        plan.tables().forEach(text::table);
        plan.change()
                .settings()
                .window()
                .ifPresent(hours -> text.lines.add("advance works %s (window).".formatted(hours.text())));
        text.lines.add("Nothing stands in the way. Type: " + next);
        return text.lines;
    }

    private static String follower(Follower follower) {
        return "%s.%s comes along: it references %s by %s."
                .formatted(
                        follower.table(),
                        follower.column(),
                        follower.because().referenced().name(),
                        follower.because().name());
    }

    private void reference(Reference reference) {
        lines.add("%s, which references %s:"
                .formatted(
                        reference.original().text(),
                        reference.original().referenced().name()));
        for (PhaseStatement planned : ForeignKeyPlan.of(reference)) {
            lines.add("  %s [%s]"
                    .formatted(planned.phase().text(), planned.statement().lock()));
            lines.add("    " + planned.statement().sql());
        }
    }

    /** Nothing of a change of one table that nothing ties to others. */
    private void swaps() {
        List<SwapGroup> groups = plan.swaps();
        if (groups.size() == 1) {
            List<QualifiedName> locked = groups.get(0).locked();
            if (locked.size() > 1) {
                lines.add("cutover swaps all tables in one transaction, which locks %d: %s"
                        .formatted(locked.size(), names(locked)));
            }
        } else {
            lines.add("cutover swaps in %d transactions, in this order:".formatted(groups.size()));
            groups.forEach(group -> lines.add("  - %s, which locks %s".formatted(group.text(), names(group.locked()))));
        }
    }

    private static String names(List<QualifiedName> tables) {
        return tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
    }

    private void table(PlannedTable planned) {
        lines.add("plan %s: %s".formatted(plan.change().name(), planned.table().name()));
        planned.table()
                .columns()
                .forEach(column ->
                        lines.add("  %s: %s → %s".formatted(column.column(), column.oldType(), column.newType())));
        lines.add("");
        estimate(planned.estimate());
        lines.add("");
        planned.statements().forEach((phase, statements) -> {
            lines.add("%s:".formatted(phase.text()));
            statements.forEach(this::statement);
        });
        lines.add("");
        lines.add("what the application may notice, and what to set (more in the runbook under Clients):");
        planned.remarks().forEach(remark -> lines.addAll(remark.lines()));
        lines.addAll(planned.sequences());
        lines.add("");
    }

    private void estimate(Estimate estimate) {
        lines.addAll(List.of(
                "forecast (estimates from the table's statistics):",
                String.format(Locale.ROOT, "  rows            about %,d", estimate.rows()),
                "  backfill        " + estimate.time(),
                "  WAL             up to %s for the backfill, and %s for the indexes of the new column"
                        .formatted(Estimate.bytes(estimate.backfillWal()), Estimate.bytes(estimate.indexWal())),
                "  disk            up to %s more while both columns exist (the table and its indexes have %s now)"
                        .formatted(Estimate.bytes(estimate.moreDisk()), Estimate.bytes(estimate.size()))));
    }

    private void statement(PlannedStatement statement) {
        lines.add("  [%s]".formatted(statement.lock()));
        lines.add(statement.sql().indent(4).stripTrailing());
    }
}
