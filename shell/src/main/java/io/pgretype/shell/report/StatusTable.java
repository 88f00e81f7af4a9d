package io.pgretype.shell.report;

import io.pgretype.change.Durations;
import io.pgretype.ledger.LeaseHolder;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.status.ChangeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All changes: a line of a table for each, and below it what would make that too wide. */
public final class StatusTable {

    private static final String UNKNOWN = "-";
    private static final String BELOW = "  ";

    private StatusTable() {}

    public static List<String> lines(List<ChangeStatus> changes) {
        if (changes.isEmpty()) {
            return List.of("no changes");
        }
        var table = new Table("CHANGE", "PHASE", "ROWS", "LEFT", "RUNNING", "NEXT");
        for (ChangeStatus change : changes) {
            table.row(
                    change.change(),
                    change.phase().text(),
                    share(change),
                    timeLeft(change),
                    running(change),
                    next(change.phase()));
        }
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>(rows.subList(0, 1));
        for (int i = 0; i < changes.size(); i++) {
            lines.add(rows.get(i + 1));
            below(changes.get(i)).map(line -> BELOW + line).forEach(lines::add);
        }
        return lines;
    }

    /** A way back that is closed, or a gate, is part of where a change stands. */
    private static Stream<String> below(ChangeStatus change) {
        String heldBy = change.heldBy();
        return Stream.of(
                        "%s.%s, %s".formatted(change.table(), change.column(), types(change)),
                        counted(change.witnessed(), "rows to repair"),
                        counted(change.misfits(), "misfits"),
                        heldBy == null ? "" : "held by " + heldBy)
                .filter(line -> !line.isEmpty());
    }

    private static String counted(@Nullable Long count, String what) {
        return count == null || count == 0 ? "" : "%s %s".formatted(number(count), what);
    }

    private static String running(ChangeStatus change) {
        LeaseHolder holder = change.running();
        return holder != null ? "pid " + holder.pid() : change.phase().isOpen() ? "no" : UNKNOWN;
    }

    private static String share(ChangeStatus change) {
        Long done = change.rowsDone();
        Long total = change.rowsTotal();
        return done == null || total == null ? UNKNOWN : "%d %%".formatted(percent(done, total));
    }

    static String types(ChangeStatus change) {
        return "%s → %s".formatted(orUnknown(change.fromType()), change.toType());
    }

    static String rows(ChangeStatus change) {
        Long done = change.rowsDone();
        Long total = change.rowsTotal();
        if (done == null || total == null) {
            return total == null ? UNKNOWN : number(total);
        }
        return "%s of %s (%d %%)".formatted(number(done), number(total), percent(done, total));
    }

    /** Rounded down: 100 only where none is left. More than there should be says that the total was estimated too low. */
    private static long percent(long done, long total) {
        return done > total ? 99 : total == 0 ? 100 : done * 100 / total;
    }

    static String timeLeft(ChangeStatus change) {
        Long eta = change.etaSeconds();
        return eta == null ? UNKNOWN : Durations.text(Duration.ofSeconds(eta));
    }

    /** The command to type next in that phase. */
    static String next(Phase phase) {
        return phase.isOver() ? UNKNOWN : PhaseCommand.next(phase).text();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }
}
