package io.pgretype.apply;

import io.pgretype.change.Durations;
import java.time.Duration;
import java.util.List;

/**
 * How a part was run.
 *
 * @param waited from the first attempt until the last one
 * @param hold of the locks that others wait behind; zero where there were none
 */
record Report(Part part, int attempts, Duration waited, Duration hold, List<String> blockers) {

    String text() {
        return "%s: done; %d attempt%s, waited %d ms, %s%s"
                .formatted(
                        part.name(),
                        attempts,
                        attempts == 1 ? "" : "s",
                        waited.toMillis(),
                        hold.isZero() ? "held up nobody" : "held strong locks %s".formatted(Durations.text(hold)),
                        blockers.isEmpty() ? "" : "; behind " + String.join("; ", blockers));
    }
}
