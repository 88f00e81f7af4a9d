package io.pgretype.shell.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Which holds have become so long that somebody is told. What holds may change meanwhile: it is one hold as long as the
 * change does not go on.
 */
final class LongHolds {

    private final Duration longerThan;
    private final LongSupplier nanoTime;
    private final Map<String, Held> held = new HashMap<>();

    LongHolds(Duration longerThan, LongSupplier nanoTime) {
        this.longerThan = longerThan;
        this.nanoTime = nanoTime;
    }

    private record Held(long since, boolean told) {}

    /** What is to be told of a hold. */
    record News(Event event, Duration lasted) {}

    /** Asked again and again; each hold is told once, and once that it is over. */
    synchronized Optional<News> seen(String change, boolean holding) {
        long now = nanoTime.getAsLong();
        Held before = held.get(change);
        if (before == null) {
            if (holding) {
                held.put(change, new Held(now, false));
            }
            return Optional.empty();
        }
        Duration lasted = Duration.ofNanos(now - before.since());
        if (!holding) {
            held.remove(change);
            return before.told() ? Optional.of(new News(Event.WENT_ON, lasted)) : Optional.empty();
        }
        if (before.told() || lasted.compareTo(longerThan) < 0) {
            return Optional.empty();
        }
        held.put(change, new Held(before.since(), true));
        return Optional.of(new News(Event.HOLDING, lasted));
    }

    /** Its run is over, whatever held it. */
    synchronized void forget(String change) {
        held.remove(change);
    }
}
