package io.pgretype.testkit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which of many cases that are alike a run takes: a part, so that it stays short, or all of them in {@code .ci/whole}. */
public final class Share {

    /** The system property that {@code .ci/whole} sets to {@code true}. */
    public static final String WHOLE = "whole";

    private static final int OLDEST = 14;

    private Share() {}

    /** Every nth of them, from the first one on. */
    public static <T> Stream<T> every(int nth, List<T> cases) {
        return every(nth, 0, cases);
    }

    /** Half of them on the oldest server and the other half on all others: CI has the oldest and the newest. */
    public static <T> Stream<T> half(List<T> cases) {
        return every(2, isOldest() ? 1 : 0, cases);
    }

    public static boolean isOldest() {
        return PostgresServer.major() == OLDEST;
    }

    private static <T> Stream<T> every(int nth, int first, List<T> cases) {
        return IntStream.range(0, cases.size())
                .filter(number -> Boolean.getBoolean(WHOLE) || number % nth == first)
                .mapToObj(cases::get);
    }
}
