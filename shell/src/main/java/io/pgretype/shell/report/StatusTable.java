package io.pgretype.shell.report;

import io.pgretype.change.Durations;
import io.pgretype.ledger.LeaseHolder;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.status.ChangeStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All changes, one a line. */
public final class StatusTable {

    private static final String UNKNOWN = "-";

    private StatusTable() {}

    public static List<String> lines(List<ChangeStatus> changes) {
        if (changes.isEmpty()) {
            return List.of("no changes");
        }
        var table =
                new Table("CHANGE", "TABLE", "COLUMN", "TYPE", "PHASE", "RUNNING", "ROWS", "LEFT", "NEXT", "HELD BY");
        for (ChangeStatus change : changes) {
            table.row(
                    change.change(),
                    change.table(),
                    change.column(),
                    types(change),
                    phase(change),
                    running(change),
                    rows(change),
                    timeLeft(change),
                    next(change.phase()),
                    orUnknown(change.heldBy()));
        }
        return table.lines();
    }

    /** A way back that is closed, or a gate, is part of where a change stands. */
    private static String phase(ChangeStatus change) {
        return change.phase().text()
                + counted(change.witnessed(), "rows to repair")
                + counted(change.misfits(), "misfits");
    }

    private static String counted(@Nullable Long count, String what) {
        return count == null || count == 0 ? "" : ", %s %s".formatted(number(count), what);
    }

    private static String running(ChangeStatus change) {
        LeaseHolder holder = change.running();
        return holder != null ? "pid " + holder.pid() : change.phase().isOpen() ? "no" : UNKNOWN;
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
