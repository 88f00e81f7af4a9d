package io.pgretype.shell.benchmark;

import io.pgretype.ledger.PhaseCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All phases from expand to contract, one after another as a script would type them, with the time that each took. */
final class WholeChange implements Work {

    private final Workplace place;
    private final int workers;
    private final Map<PhaseCommand, Duration> took = new EnumMap<>(PhaseCommand.class);
    private @Nullable Phases phases;

    WholeChange(Workplace place, int workers) {
        this.place = place;
        this.workers = workers;
    }

    @Override
    public void prepare() throws IOException {
        phases = Phases.open(place, workers);
    }

    @Override
    public void run() {
        Phases opened = Objects.requireNonNull(phases, "prepared before");
        for (PhaseCommand command : PhaseCommand.forward()) {
            long start = System.nanoTime();
            opened.run(command);
            took.put(command, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Override
    public Map<PhaseCommand, Duration> phases() {
        return Map.copyOf(took);
    }

    @Override
    public String rowsLeft() {
        return NOT_RETYPED;
    }

    @Override
    public void close() {
        Phases opened = phases;
        phases = null;
        if (opened != null) {
            opened.close();
        }
    }
}
