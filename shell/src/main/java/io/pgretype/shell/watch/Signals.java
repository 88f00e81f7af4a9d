package io.pgretype.shell.watch;

import io.pgretype.change.Limit;
import io.pgretype.progress.SignalSample;
import io.pgretype.status.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Each throttle signal with its value and its limit. Where there is no room for all, those that are fine are left out first. */
final class Signals {

    private static final String FORM = "%-16s %8s %8s  %-14s %s";
    private static final AttributedString HEADING =
            Line.of(FORM.formatted("SIGNAL", "VALUE", "LIMIT", "STATE", "").stripTrailing(), Line.HEADING);

    private Signals() {}

    static Section section(int rank, @Nullable Sample sample) {
        if (sample == null) {
            return Section.of(rank, 1, List.of(Line.of("no signals: they are read while rows are walked")));
        }
        List<SignalSample> signals = sample.signals();
        return new Section(rank, 2, signals.size() + 1, true, room -> {
            List<SignalSample> shown = signals;
            if (signals.size() >= room) {
                shown = signals.stream()
                        .sorted(Comparator.comparing(Signals::isQuiet))
                        .limit(room - 1)
                        .toList();
            }
            List<AttributedString> lines = new ArrayList<>(List.of(HEADING));
            shown.stream().map(Signals::line).forEach(lines::add);
            return lines;
        });
    }

    private static boolean isQuiet(SignalSample signal) {
        return signal.state().equals("fine") || signal.state().equals("off");
    }

    private static AttributedString line(SignalSample signal) {
        Long value = signal.value();
        return Line.of(
                FORM.formatted(
                                signal.signal(),
                                value == null ? "unknown" : text(signal, value),
                                text(signal, signal.limit()),
                                signal.state().replace("-", ", "),
                                signal.detail())
                        .stripTrailing(),
                style(signal));
    }

    private static String text(SignalSample signal, @Nullable Long value) {
        OptionalLong number = value == null ? OptionalLong.empty() : OptionalLong.of(value);
        return Limit.ofKey(signal.signal())
                .map(limit -> limit.text(number))
                .orElseGet(() -> value == null ? Limit.NONE : value.toString());
    }

    private static AttributedStyle style(SignalSample signal) {
        return switch (signal.state()) {
            case "fine", "off" -> Line.PLAIN;
            case "holds", "unknown-holds" -> Line.TROUBLE;
            default -> Line.ATTENTION;
        };
    }
}
