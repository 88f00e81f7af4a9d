package io.pgretype.shell.report;

import io.pgretype.change.Durations;
import io.pgretype.ledger.LeaseHolder;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.ChangeStatus.PhaseStatus;
import io.pgretype.status.ChangeStatus.SequenceStatus;
import io.pgretype.status.WalkDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One change with all that is known of it. */
public final class StatusDetails {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private StatusDetails() {}

    public static List<String> lines(ChangeStatus change, WalkDetails details) {
        var lines = new ArrayList<String>();
        line(lines, "change", change.change());
        line(lines, "column", "%s.%s, %s".formatted(change.table(), change.column(), StatusTable.types(change)));
        line(lines, "phase", change.phase().text());
        line(lines, "swapped", swapped(change.swapped()));
        line(lines, "running", running(change));
        line(lines, "next", StatusTable.next(change.phase()));
        line(lines, "rows", StatusTable.rows(change));
        Double perSecond = change.rowsPerSecond();
        line(lines, "rate", perSecond == null ? null : StatusTable.number(Math.round(perSecond)) + " rows/s");
        Long eta = change.etaSeconds();
        line(lines, "left", eta == null ? null : Durations.text(Duration.ofSeconds(eta)));
        line(lines, "held by", change.heldBy());
        Double hotShare = details.hotShare();
        line(
                lines,
                "updates",
                hotShare == null ? null : "%d %% stayed in their page".formatted((int) (hotShare * 100)));
        line(lines, "remark", details.remark());
        Long mismatches = change.mismatches();
        line(lines, "mismatches", mismatches == null ? null : StatusTable.number(mismatches));
        line(lines, "witnessed", witnessed(change.witnessed()));
        line(lines, "misfits", misfits(change.misfits()));
        change.sequences().forEach(sequence -> line(lines, "numbers", numbers(sequence)));
        line(lines, "verified", change.verifiedUntil() == null ? null : "until " + time(change.verifiedUntil()));
        line(lines, "soak", change.soakEndsAt() == null ? null : "until " + time(change.soakEndsAt()));
        line(lines, "window", change.window());
        line(lines, "size", size(change));
        line(lines, "lock wait", milliseconds(change.longestLockWaitMs(), "at the longest"));
        line(lines, "lock hold", milliseconds(change.lockHoldMs(), "at the longest"));
        line(lines, "last error", change.lastError());
        line(
                lines,
                "failing",
                details.failingRows() == 0 ? null : StatusTable.number(details.failingRows()) + " rows, see below");
        if (!change.phases().isEmpty()) {
            lines.add("");
            lines.addAll(phases(change.phases()));
        }
        if (details.failingRows() > 0) {
            lines.add("");
            lines.addAll(failing(details));
        }
        return lines;
    }

    private static @Nullable String size(ChangeStatus change) {
        Long bytes = change.sizeBytes();
        Long before = change.sizeBytesBefore();
        return bytes == null
                ? null
                : "%s kB with indexes%s"
                        .formatted(
                                StatusTable.number(bytes / 1000),
                                before == null
                                        ? ""
                                        : ", %s kB before expand".formatted(StatusTable.number(before / 1000)));
    }

    private static @Nullable String swapped(List<String> tables) {
        return tables.isEmpty() ? null : "%s; the others are not".formatted(String.join(", ", tables));
    }

    /** Where nothing can run, that nothing runs is no news. */
    private static @Nullable String running(ChangeStatus change) {
        LeaseHolder holder = change.running();
        return holder != null ? holder.text() : change.phase().isOpen() ? "no" : null;
    }

    private static @Nullable String witnessed(@Nullable Long witnessed) {
        return witnessed == null || witnessed == 0
                ? null
                : "%s rows were written wrong and are to be repaired".formatted(StatusTable.number(witnessed));
    }

    private static @Nullable String misfits(@Nullable Long misfits) {
        return misfits == null
                ? null
                : misfits == 0
                        ? "0, the way back is open"
                        : "%s do not fit the old type, the way back is closed".formatted(StatusTable.number(misfits));
    }

    private static String numbers(SequenceStatus sequence) {
        Long left = sequence.numbersLeft();
        Double days = sequence.daysLeft();
        return "%s left in %s for %s%s"
                .formatted(
                        left == null ? "not known how many" : StatusTable.number(left),
                        sequence.sequence(),
                        sequence.column(),
                        days == null ? "" : ", %s days at the rate since expand".formatted(days(days)));
    }

    /** As exact as it needs to be. */
    private static String days(double days) {
        return days < 10 ? String.format(Locale.ROOT, "%.1f", days) : StatusTable.number((long) days);
    }

    private static List<String> failing(WalkDetails details) {
        var table = new Table("FAILING ROW", "SQLSTATE", "ERROR");
        details.failing().forEach(row -> table.row(row.key(), row.sqlState(), row.error()));
        List<String> lines = new ArrayList<>(table.lines());
        long more = details.failingRows() - details.failing().size();
        if (more > 0) {
            lines.add("and %s more: select * from pgretype.failing_row".formatted(StatusTable.number(more)));
        }
        return lines;
    }

    private static List<String> phases(List<PhaseStatus> phases) {
        var table = new Table("PHASE", "STATUS", "STARTED", "TOOK");
        for (PhaseStatus phase : phases) {
            Double seconds = phase.seconds();
            table.row(
                    phase.name(),
                    phase.status(),
                    time(phase.started()),
                    seconds == null ? "-" : Durations.text(Duration.ofMillis(Math.round(seconds * 1000))));
        }
        return table.lines();
    }

    private static void line(List<String> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add("%-11s %s".formatted(name, value));
        }
    }

    private static @Nullable String milliseconds(@Nullable Long value, String which) {
        return value == null ? null : "%d ms %s".formatted(value, which);
    }

    /** In the operator's time zone. */
    static String time(@Nullable Instant instant) {
        return instant == null ? "-" : TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
