package io.pgretype.shell.progress;

import io.pgretype.change.Durations;
import io.pgretype.shell.progress.Progress.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes progress as one line of text. */
public final class ProgressLine {

    private static final int BAR = 20;

    private ProgressLine() {}

    /** For example {@code backfill  [#####---------------]  25 %  250,000 of 1,000,000 rows  50,000 rows/s  15s left}. */
    public static String text(Progress progress) {
        List<String> parts = new ArrayList<>();
        parts.add(progress.label());
        Rows rows = progress.rows();
        if (rows != null) {
            parts.addAll(text(rows));
        }
        String waitingFor = progress.waitingFor();
        if (waitingFor != null) {
            parts.add("waiting for " + waitingFor);
        } else if (!progress.doing().isEmpty()) {
            parts.add(progress.doing());
        }
        return String.join("  ", parts).replaceAll("\\s*\\R\\s*", " ");
    }

    /** The same, cut to that many columns. */
    public static String text(Progress progress, int columns) {
        String text = text(progress);
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
    }

    private static List<String> text(Rows rows) {
        List<String> parts = new ArrayList<>();
        int filled = (int) (rows.share() * BAR);
        parts.add("[%s%s]".formatted("#".repeat(filled), "-".repeat(BAR - filled)));
        parts.add(format("%3d %%", (int) (rows.share() * 100)));
        parts.add(format("%,d of %,d rows", rows.done(), rows.total()));
        Double perSecond = rows.perSecond();
        if (perSecond != null) {
            parts.add(format("%,d rows/s", Math.round(perSecond)));
        }
        Long secondsLeft = rows.secondsLeft();
        if (secondsLeft != null && secondsLeft > 0) {
            parts.add(Durations.text(Duration.ofSeconds(secondsLeft)) + " left");
        }
        return parts;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
