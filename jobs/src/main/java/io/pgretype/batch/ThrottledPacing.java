package io.pgretype.batch;

import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Limit;
import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Ledger;
import io.pgretype.phase.Assignment;
import io.pgretype.progress.Pulse;
import io.pgretype.progress.SignalSample;
import io.pgretype.progress.Tally;
import io.pgretype.progress.Throttled;
import io.pgretype.throttle.Reading;
import io.pgretype.throttle.Throttle;
import io.pgretype.throttle.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets the chunks of a run begin as its throttle allows, and tells others how it goes. */
public final class ThrottledPacing implements Pacing {

    /** A snapshot of less is everyday life. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final Throttle throttle;
    private final Pulse pulse;

    private ThrottledPacing(Throttle throttle, Pulse pulse) {
        this.throttle = throttle;
        this.pulse = pulse;
    }

    public static ThrottledPacing start(
            Ledger ledger, Assignment assignment, List<TableUnderChange> tables, Tally tally) {
        List<Long> oids = new PartitionTree(ledger.database().jdbc())
                .all(tables).stream().map(TableUnderChange::oid).toList();
        Throttle throttle = Throttle.start(
                ledger, new Watched(assignment.change().name(), assignment.run(), oids, assignment.settings()));
        assignment.activity().heldBy(() -> throttle.hold().map(Hold::text).orElse(null));
        Pulse pulse = Pulse.start(ledger.database(), assignment.run(), tables, tally, known(throttle));
        return new ThrottledPacing(throttle, pulse);
    }

    private static Throttled known(Throttle throttle) {
        return new Throttled() {
            @Override
            public Duration held() {
                return throttle.held();
            }

            @Override
            public List<SignalSample> signals() {
                return throttle.readings().stream().map(ThrottledPacing::sample).toList();
            }

            @Override
            public int workers() {
                return throttle.workers();
            }

            @Override
            public Optional<Hold> hold() {
                return throttle.hold();
            }
        };
    }

    private static SignalSample sample(Reading reading) {
        return new SignalSample(
                reading.signal(),
                boxed(reading.value()),
                boxed(reading.threshold()),
                reading.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                reading.detail());
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    /** How long a chunk should take just now. */
    public Duration chunkTime() {
        return throttle.chunkTime();
    }

    /** How many rows a chunk should have at most just now. */
    public long mostRows() {
        return throttle.mostRows();
    }

    /** Who keeps old row versions from being removed, and for how long already; empty if nobody does for seconds. */
    public Optional<String> oldestSnapshot() {
        return throttle.readings().stream()
                .filter(reading -> reading.signal().equals(Limit.MAX_SNAPSHOT_AGE.key()))
                .filter(reading -> reading.value().orElse(0) > SHORT.toMillis())
                .map(reading -> "%s, %s old,".formatted(reading.detail(), reading.observed()))
                .findFirst();
    }

    @Override
    public boolean enter(BooleanSupplier stopRequested) {
        return throttle.enter(stopRequested);
    }

    @Override
    public void leave(long rows, Duration took) {
        throttle.leave(rows, took);
    }

    @Override
    public int workers() {
        return throttle.workers();
    }

    @Override
    public void close() {
        pulse.close();
        throttle.close();
    }
}
