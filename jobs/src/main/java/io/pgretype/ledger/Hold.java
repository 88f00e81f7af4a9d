package io.pgretype.ledger;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a run waits.
 *
 * @param signal the limit's name, {@code paused}, or what else holds
 * @param observed what was seen last
 * @param operator how observed compares with threshold; empty where there is no threshold
 * @param threshold what it would have to be; may be empty
 */
public record Hold(String signal, String observed, String operator, String threshold, Instant since) {

    /** For example {@code max-lag 42s > 10s}, {@code paused by alice}. */
    public String text() {
        return Stream.of(signal, observed, operator, threshold)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    public Hold since(Instant instant) {
        return new Hold(signal, observed, operator, threshold, instant);
    }
}
