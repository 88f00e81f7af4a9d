package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Durations;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the decision needs, on one screen: {@value #WIDTH} columns, 24 lines with the prompt. What is alike is counted. */
final class PlanScreen {

    private static final int WIDTH = 80;
    private static final int LABEL = 14;

    /** With the prompt before and after it, what there may be of everything fits 24 lines. */
    private static final int MOST_COLUMNS = 4;

    private static final int MOST_REMARKS = 5;
    private static final int MOST_SEQUENCES = 2;

    private final PlannedChange plan;
    private final List<String> lines = new ArrayList<>();

    private PlanScreen(PlannedChange plan) {
        this.plan = plan;
    }

    static List<String> lines(PlannedChange plan, String next) {
        PlanScreen screen = new PlanScreen(plan);
        String name = plan.change().name();
        screen.lines.add(cut("plan %s: nothing stands in the way".formatted(name)));
        screen.columns();
        screen.cost();
        screen.locks();
        screen.rows("notices", MOST_REMARKS, screen.remarks());
        screen.lines.add(cut(
                "next: ./pgretype expand %s (plan --statements: all %d of them)".formatted(name, screen.statements())));
        return screen.lines;
    }

    private void columns() {
        rows("changes", MOST_COLUMNS, columns(false));
        rows("comes along", MOST_COLUMNS, columns(true));
        Map<String, Integer> kinds = new TreeMap<>();
        plan.tables().stream()
                .flatMap(planned -> planned.twins().stream())
                .map(Twin::kind)
                .filter(kind -> kind != TwinKind.SPARE_KEY)
                .forEach(kind -> kinds.merge(kind.text(), 1, Integer::sum));
        int partitions =
                plan.tables().stream().mapToInt(PlannedTable::partitions).sum();
        if (partitions > 0) {
            kinds.put("partition", partitions);
        }
        if (!plan.references().isEmpty()) {
            kinds.put("foreign key", plan.references().size());
        }
        plan.madeAgain().forEach(object -> kinds.merge(object.split(" ", 2)[0], 1, Integer::sum));
        paragraph(
                "with them",
                kinds.entrySet().stream()
                        .map(kind -> counted(kind.getValue(), kind.getKey()))
                        .collect(Collectors.joining(", ")));
        rows(
                "numbers",
                MOST_SEQUENCES,
                plan.tables().stream()
                        .flatMap(planned -> planned.sequences().stream())
                        .map(PlanScreen::withoutBullet)
                        .toList());
    }

    private List<String> columns(boolean follow) {
        return plan.tables().stream()
                .map(PlannedTable::table)
                .flatMap(table -> table.columns().stream()
                        .filter(column -> follows(table, column) == follow)
                        .map(column -> "%s.%s: %s → %s"
                                .formatted(table.name(), column.column(), column.oldType(), column.newType())))
                .toList();
    }

    private boolean follows(TableUnderChange table, ColumnChange column) {
        QualifiedName name = table.name();
        Identifier moved = column.column();
        return plan.followers().stream()
                .anyMatch(follower ->
                        follower.table().equals(name) && follower.column().equals(moved));
    }

    private void cost() {
        Estimate estimate = plan.estimate();
        paragraph("takes", String.format(Locale.ROOT, "about %,d rows, backfill %s", estimate.rows(), estimate.time()));
        paragraph(
                "room",
                "WAL up to %s; disk up to %s more until contract (now %s)"
                        .formatted(
                                Estimate.bytes(estimate.backfillWal() + estimate.indexWal()),
                                Estimate.bytes(estimate.moreDisk()),
                                Estimate.bytes(estimate.size())));
        plan.change()
                .settings()
                .window()
                .ifPresent(hours -> paragraph("window", "advance works %s".formatted(hours.text())));
    }

    private void locks() {
        Duration budget = plan.change().settings().lockBudget();
        paragraph(
                "locks",
                "ACCESS EXCLUSIVE for catalog changes of some milliseconds, in expand, harden, cutover and contract; whoever"
                        + " comes meanwhile waits %s at most, or it gives way and tries again"
                                .formatted(Durations.text(budget)));
        int most = plan.swaps().stream()
                .mapToInt(group -> group.locked().size())
                .max()
                .orElse(1);
        if (most > 1 || plan.swaps().size() > 1 || isPartitioned()) {
            paragraph(
                    "",
                    "cutover: %s, %s locked at a time"
                            .formatted(
                                    counted(plan.swaps().size(), "transaction"),
                                    (most == 1 ? "one table" : "up to %s".formatted(counted(most, "table")))
                                            + (isPartitioned() ? " with all partitions" : "")));
        }
    }

    private boolean isPartitioned() {
        return plan.tables().stream().anyMatch(planned -> planned.partitions() > 0);
    }

    /** Each once, however many tables it is of. */
    private List<String> remarks() {
        return plan.tables().stream()
                .flatMap(planned -> planned.remarks().stream())
                .map(Remark::title)
                .distinct()
                .toList();
    }

    private long statements() {
        return plan.tables().stream()
                        .flatMap(planned -> planned.statements().values().stream())
                        .mapToLong(List::size)
                        .sum()
                + plan.references().stream()
                        .mapToLong(reference -> ForeignKeyPlan.of(reference).size())
                        .sum();
    }

    private void rows(String label, int most, List<String> rows) {
        List<String> shown = rows.size() <= most
                ? rows
                : Stream.concat(
                                rows.stream().limit(most - 1L),
                                Stream.of("and %d more".formatted(rows.size() - most + 1)))
                        .toList();
        for (int i = 0; i < shown.size(); i++) {
            add(i == 0 ? label : "", shown.get(i));
        }
    }

    /** Several lines, broken between words. */
    private void paragraph(String label, String text) {
        String before = label;
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && LABEL + line.length() + 1 + word.length() > WIDTH) {
                add(before, line.toString());
                before = "";
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            add(before, line.toString());
        }
    }

    private void add(String label, String text) {
        lines.add(cut("  %-12s%s".formatted(label, text)));
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    private static String withoutBullet(String line) {
        return line.replaceFirst("^  - ", "");
    }

    private static String counted(int count, String what) {
        String plural = what.endsWith("s")
                ? what
                : what.endsWith("x")
                        ? what + "es"
                        : what.endsWith("y") && !what.endsWith("ey")
                                ? what.substring(0, what.length() - 1) + "ies"
                                : what + "s";
        return "%d %s".formatted(count, count == 1 ? what : plural);
    }
}
