package io.pgretype.progress;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of every change in this process: one set a change, however often it runs; and who is told beside. */
public final class Meters {

    private final MeterRegistry registry;
    private final RunListener listener;
    private final Map<String, ChangeMeters> changes = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry, RunListener listener) {
        this.registry = registry;
        this.listener = listener;
    }

    /** Meters that nobody reads. */
    public static Meters unread() {
        return new Meters(new CompositeMeterRegistry(), RunListener.NOBODY);
    }

    public RunListener listener() {
        return listener;
    }

    public ChangeMeters of(String change) {
        return changes.computeIfAbsent(change, name -> new ChangeMeters(registry, listener, name));
    }
}
