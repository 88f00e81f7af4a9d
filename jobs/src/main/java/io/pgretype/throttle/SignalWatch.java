package io.pgretype.throttle;

import io.pgretype.change.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;

/** The signals and their newest values. One that cannot be read keeps its value until that is too old to count. */
final class SignalWatch {

    private static final Measure NEVER = Measure.unknown("it could not be read");

    private final List<Signal> signals;
    private final LongSupplier clock;
    private final long startedAt;
    private final Map<String, Taken> taken = new ConcurrentHashMap<>();

    private record Taken(Measure measure, long at) {}

    SignalWatch(List<Signal> signals, LongSupplier clock) {
        this.signals = List.copyOf(signals);
        this.clock = clock;
        this.startedAt = clock.getAsLong();
    }

    /**
     * Reads all, one after another.
     *
     * @throws DataAccessException if the session is lost
     */
    void read(ReaderSession session) {
        for (Signal signal : signals) {
            try {
                Measure measure = signal.read(session.jdbc());
                taken.put(signal.name(), new Taken(measure, clock.getAsLong()));
            } catch (DataAccessException e) {
                if (session.isBroken()) {
                    throw e;
                }
            }
        }
    }

    List<Reading> readings(Limits limits) {
        long now = clock.getAsLong();
        return signals.stream().map(signal -> reading(signal, limits, now)).toList();
    }

    private Reading reading(Signal signal, Limits limits, long now) {
        Taken newest = taken.getOrDefault(signal.name(), new Taken(NEVER, startedAt));
        return Reading.of(signal, limits, newest.measure, Duration.ofNanos(now - newest.at));
    }
}
