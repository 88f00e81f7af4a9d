package io.pgretype.shell.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what happens in one period; all sessions write to it. */
final class Period {

    private final String name;
    private final Map<Kind, Counts> kinds = new ConcurrentHashMap<>();
    private final Map<Client, AtomicLong> planErrors = new EnumMap<>(Client.class);
    private final AtomicReference<@Nullable Stall> longest = new AtomicReference<>();
    private final AtomicLong nanos = new AtomicLong();

    Period(String name) {
        this.name = name;
        for (Client client : Client.values()) {
            planErrors.put(client, new AtomicLong());
        }
    }

    private record Counts(Latencies latencies, AtomicLong errors) {}

    String name() {
        return name;
    }

    void lasted(long moreNanos) {
        nanos.addAndGet(moreNanos);
    }

    void statement(Kind kind, long tookNanos) {
        counts(kind).latencies().add(TimeUnit.NANOSECONDS.toMicros(tookNanos));
        felt(kind, tookNanos);
    }

    /** A statement that is counted in the next period but began in this one. */
    void began(Kind kind, long tookNanos) {
        counts(kind).latencies().atLeast(TimeUnit.NANOSECONDS.toMicros(tookNanos));
        felt(kind, tookNanos);
    }

    void error(Kind kind) {
        counts(kind).errors().incrementAndGet();
    }

    void planError(Client client) {
        Objects.requireNonNull(planErrors.get(client)).incrementAndGet();
    }

    PeriodReport report(long runningNanos) {
        Map<Kind, PeriodReport.KindReport> reports = new HashMap<>();
        Latencies all = new Latencies();
        kinds.forEach((kind, counts) -> {
            all.add(counts.latencies());
            reports.put(
                    kind,
                    new PeriodReport.KindReport(
                            counts.errors().get(), counts.latencies().summary()));
        });
        Map<Client, Long> stale = new EnumMap<>(Client.class);
        planErrors.forEach((client, count) -> stale.put(client, count.get()));
        return new PeriodReport(
                name, Duration.ofNanos(nanos.get() + runningNanos), reports, stale, all.summary(), longest.get());
    }

    private void felt(Kind kind, long tookNanos) {
        Duration length = Duration.ofNanos(tookNanos);
        Stall seen = longest.get();
        if (seen == null || length.compareTo(seen.length()) > 0) {
            Stall stall = new Stall(kind, length, Instant.now());
            longest.accumulateAndGet(stall, Period::longer);
        }
    }

    private static @Nullable Stall longer(@Nullable Stall one, @Nullable Stall other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.length().compareTo(other.length()) >= 0 ? one : other;
    }

    private Counts counts(Kind kind) {
        return kinds.computeIfAbsent(kind, unseen -> new Counts(new Latencies(), new AtomicLong()));
    }
}
