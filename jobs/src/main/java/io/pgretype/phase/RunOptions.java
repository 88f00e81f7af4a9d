package io.pgretype.phase;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator asks of a phase beside its name.
 *
 * @param times how often to rehearse
 */
public record RunOptions(Set<RunOption> flags, int times) {

    public static final int MOST_TIMES = 100;

    public RunOptions {
        flags = Set.copyOf(flags);
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException("times must be from 1 to %d, not %d".formatted(MOST_TIMES, times));
        }
    }

    public static RunOptions of(Set<RunOption> flags) {
        return new RunOptions(flags, 1);
    }

    /** As the ledger keeps it: {@code []}, {@code [REHEARSE]}, {@code [REHEARSE] 20 times}. */
    public String text() {
        return times == 1 ? flags.toString() : "%s %d times".formatted(flags, times);
    }

    /** As it is typed: {@code --rehearse --times 20}. */
    public String typed() {
        String typed = flags.stream()
                .map(flag -> "--" + flag.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .sorted()
                .collect(Collectors.joining(" "));
        return times == 1 ? typed : "%s --times %d".formatted(typed, times);
    }
}
