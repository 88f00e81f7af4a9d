package io.pgretype.shell.traffic;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a session chooses at random; the same seed makes it choose the same. */
final class Choice {

    private final RandomGenerator random;
    private final BooleanSupplier wide;

    /** @param wide whether sizes may exceed an integer by now */
    Choice(RandomGenerator random, BooleanSupplier wide) {
        this.random = random;
        this.wide = wide;
    }

    boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    /** Null if there is nothing to choose from. */
    <T> @Nullable T oneOf(List<T> things) {
        return things.isEmpty() ? null : things.get(random.nextInt(things.size()));
    }

    <K extends Kind> K kind(List<K> kinds) {
        int left = random.nextInt(100);
        for (K kind : kinds) {
            left -= kind.percent();
            if (left < 0) {
                return kind;
            }
        }
        return kinds.get(0);
    }

    /** How many statements the next transaction has. */
    int statements() {
        return oneIn(5) ? 2 + random.nextInt(3) : 1;
    }

    /** With the edges of an integer now and then; never null. */
    Long size() {
        if (wide.getAsBoolean() && oneIn(4)) {
            return Integer.MAX_VALUE + 1L + random.nextInt(Integer.MAX_VALUE);
        }
        return oneIn(50) ? (oneIn(2) ? 0L : Integer.MAX_VALUE) : (long) random.nextInt(Integer.MAX_VALUE);
    }

    FileRow freshRow() {
        return FileRow.fresh(random, oneIn(20) ? null : size());
    }

    int amount() {
        return random.nextInt(1_000);
    }

    String fileName() {
        return "renamed %d".formatted(random.nextInt(1_000_000));
    }

    /** How long a person thinks, as a multiple of the mean. */
    double thinkTime() {
        return -Math.log(1 - random.nextDouble());
    }
}
