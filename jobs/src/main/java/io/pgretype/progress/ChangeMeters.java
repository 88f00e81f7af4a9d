package io.pgretype.progress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.pgretype.change.Limit;
import io.pgretype.change.Unit;
import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The meters of one change, with its name as their tag, and who is told of its holds. Thread-safe. */
public final class ChangeMeters {

    /** Around the lock budget, which a chunk should keep to. */
    private static final Duration[] CHUNK_BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(75),
        Duration.ofMillis(100),
        Duration.ofMillis(150),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final RunListener listener;
    private final String change;
    private final Tags tags;
    private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

    ChangeMeters(MeterRegistry registry, RunListener listener, String change) {
        this.registry = registry;
        this.listener = listener;
        this.change = change;
        this.tags = Tags.of("change", change);
    }

    void chunk(PhaseCommand command, long rows, Duration took) {
        if (command.fillsRows()) {
            counter("pgretype.rows.filled", "rows that backfill has filled").increment((double) rows);
        } else {
            counter("pgretype.rows.compared", "rows that verify has compared").increment((double) rows);
        }
        Timer.builder("pgretype.chunk")
                .description("how long chunks took, each a transaction")
                .tags(tags)
                .serviceLevelObjectives(CHUNK_BUCKETS)
                .register(registry)
                .record(took);
    }

    void rowsPerSecond(double rate) {
        gauge("pgretype.rows.per.second", "rows a second, holds included", rate);
    }

    /** @param share from 0 to 1 */
    void hotShare(double share) {
        gauge("pgretype.hot.share", "share of the updates that stayed in their page, from 0 to 1", share);
    }

    void wal(long bytes) {
        Counter.builder("pgretype.wal")
                .description("WAL that the whole server wrote while the change ran")
                .baseUnit("bytes")
                .tags(tags)
                .register(registry)
                .increment((double) bytes);
    }

    /** @param hold what holds the run just now; empty where nothing does */
    void hold(PhaseCommand command, Optional<Hold> hold) {
        listener.held(change, command, hold);
    }

    void held(String signal, Duration time) {
        Counter.builder("pgretype.hold")
                .description("how long the change was held, by the signal that held it")
                .baseUnit("seconds")
                .tags(tags.and("signal", signal))
                .register(registry)
                .increment(time.toNanos() / 1e9);
    }

    /** @param value as its limit has it: milliseconds, bytes, per cent or a number */
    void signal(String signal, double value) {
        Tags ofSignal = tags.and("signal", signal);
        String description = "value of a throttle signal";
        switch (Limit.ofKey(signal).map(Limit::unit).orElse(Unit.COUNT)) {
            case DURATION -> gauge("pgretype.signal.seconds", description, value / 1000, ofSignal);
            case BYTES -> gauge("pgretype.signal.bytes", description, value, ofSignal);
            case PERCENT -> gauge("pgretype.signal.ratio", description, value / 100, ofSignal);
            case COUNT, ROWS_PER_SECOND -> gauge("pgretype.signal.count", description, value, ofSignal);
        }
    }

    /** @param expected an estimate */
    void rows(long expected, long done) {
        gauge("pgretype.rows.expected", "rows that the walk has to go through, estimated", (double) expected);
        rowsRemaining(Math.max(0, expected - done));
    }

    private void rowsRemaining(long rows) {
        gauge("pgretype.rows.remaining", "rows that are left of these", (double) rows);
    }

    void remaining(double seconds) {
        gauge("pgretype.remaining.seconds", "how long the walk still takes at the rate of late", seconds);
    }

    /** Of any command on the change, also one that was refused. */
    public void ended(PhaseCommand command, ExitStatus status) {
        if (status == ExitStatus.DONE && command.walksRows()) {
            // There were fewer than estimated, or more.
            rowsRemaining(0);
            remaining(0);
        }
        Tags ofCommand = tags.and("command", command.text());
        gauge("pgretype.last.run.exit.status", "exit status of the last run", status.number(), ofCommand);
        gauge(
                "pgretype.last.run.timestamp.seconds",
                "when the last run ended, in seconds since 1970",
                System.currentTimeMillis() / 1000.0,
                ofCommand);
    }

    void failingRows(long rows) {
        gauge("pgretype.rows.failing", "rows that no chunk could fill", (double) rows);
    }

    /** A gauge a phase, as state sets are written: 1 for the one that the change is in. */
    public void phase(Phase phase) {
        for (Phase each : Phase.values()) {
            gauge(
                    "pgretype.phase",
                    "1 for the phase that the change is in, 0 for all others",
                    each == phase ? 1 : 0,
                    tags.and("phase", each.text().replace(' ', '_')));
        }
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private void gauge(String name, String description, double value) {
        gauge(name, description, value, tags);
    }

    /** A gauge is registered once and reads what was set last: a second registration would be ignored. */
    private void gauge(String name, String description, double value, Tags withTags) {
        gauges.computeIfAbsent(name + withTags, ignored -> {
                    AtomicReference<Double> last = new AtomicReference<>(value);
                    Gauge.builder(name, last, AtomicReference::get)
                            .description(description)
                            .tags(withTags)
                            .register(registry);
                    return last;
                })
                .set(value);
    }
}
