package io.pgretype.shell.progress;

import io.pgretype.change.Durations;
import io.pgretype.shell.progress.Progress.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes progress as one line of text. */
public final class ProgressLine {

    /** Columns of what is being done just now that are worth more than a longer bar or exact numbers. */
    private static final int TAIL = 20;

    private static final String GAP = "  ";
    private static final String CUT = "…";

    private ProgressLine() {}

    /** How much of the rows there is room for, from all to the least. */
    private enum Fullness {
        ALL(20, true, true, true),
        SHORT_NUMBERS(20, true, true, false),
        SHORT_BAR(10, true, true, false),
        NO_BAR(0, true, true, false),
        NO_ROWS(0, false, true, false),
        TIME_LEFT(0, false, false, false);

        private static final String UNITS = " kMGT";

        private final int bar;
        private final boolean rows;
        private final boolean rate;
        private final boolean exact;

        Fullness(int bar, boolean rows, boolean rate, boolean exact) {
            this.bar = bar;
            this.rows = rows;
            this.rate = rate;
            this.exact = exact;
        }

        private String number(long number) {
            return exact || number < 10_000 ? format("%,d", number) : shortened(number);
        }

        /** For example {@code 250M}, {@code 1.5G}. */
        private static String shortened(long number) {
            double rest = number;
            int thousands = 0;
            while (rest >= 1_000 && thousands < UNITS.length() - 1) {
                rest /= 1_000;
                thousands++;
            }
            return format(
                    rest < 10 ? "%.1f%s" : "%.0f%s",
                    rest,
                    UNITS.substring(thousands, thousands + 1).strip());
        }
    }

    /** For example {@code backfill  [#####---------------]  25 %  250,000 of 1,000,000 rows  50,000 rows/s  15s left}. */
    public static String text(Progress progress) {
        return joined(head(progress, Fullness.ALL), tail(progress));
    }

    /** The same in that many columns: what can best be missed is shortened or left out first, the time left last of all. */
    public static String text(Progress progress, int columns) {
        String tail = tail(progress);
        int needed = tail.isEmpty() ? 0 : GAP.length() + Math.min(tail.length(), TAIL);
        String head = Arrays.stream(Fullness.values())
                .map(fullness -> head(progress, fullness))
                .filter(text -> text.length() + needed <= columns)
                .findFirst()
                .orElseGet(() -> head(progress, Fullness.TIME_LEFT));
        String text = joined(head, tail);
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + CUT;
    }

    private static String joined(String head, String tail) {
        return tail.isEmpty() ? head : head + GAP + tail;
    }

    private static String head(Progress progress, Fullness fullness) {
        Rows rows = progress.rows();
        return rows == null ? progress.label() : progress.label() + GAP + text(rows, fullness);
    }

    private static String tail(Progress progress) {
        String waitingFor = progress.waitingFor();
        String tail = waitingFor == null ? progress.doing() : "waiting for " + waitingFor;
        return tail.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String text(Rows rows, Fullness fullness) {
        List<String> parts = new ArrayList<>();
        if (fullness.bar > 0) {
            int filled = (int) (rows.share() * fullness.bar);
            parts.add("[%s%s]".formatted("#".repeat(filled), "-".repeat(fullness.bar - filled)));
        }
        parts.add(format("%3d %%", (int) (rows.share() * 100)));
        if (fullness.rows) {
            parts.add("%s of %s rows".formatted(fullness.number(rows.done()), fullness.number(rows.total())));
        }
        Double perSecond = rows.perSecond();
        if (perSecond != null && fullness.rate) {
            parts.add(fullness.number(Math.round(perSecond)) + " rows/s");
        }
        Long secondsLeft = rows.secondsLeft();
        if (secondsLeft != null && secondsLeft > 0) {
            parts.add(Durations.text(Duration.ofSeconds(secondsLeft)) + " left");
        }
        return String.join(GAP, parts);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
