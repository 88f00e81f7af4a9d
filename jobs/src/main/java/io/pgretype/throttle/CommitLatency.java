package io.pgretype.throttle;

import io.pgretype.change.Limit;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How slow a small commit is, in per cent of what it is without us. It does not hold: {@link Pace} gives way instead. */
final class CommitLatency implements Signal {

    private final Supplier<Measure> canary;

    CommitLatency(Supplier<Measure> canary) {
        this.canary = canary;
    }

    @Override
    public Limit limit() {
        return Limit.MAX_SLOWDOWN;
    }

    @Override
    public boolean stopsTheWork() {
        return false;
    }

    @Override
    public Measure read(JdbcClient jdbc) {
        return canary.get();
    }
}
