package io.pgretype.shell.benchmark;

import io.pgretype.ledger.PhaseCommand;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The phase {@code backfill} as an operator's command runs it, from its first statement to its last: dividing the
 * table, measuring and Spring Batch's bookkeeping included. {@code expand} comes before and is not measured.
 */
final class PgretypeBackfill implements Work {

    private final Workplace place;
    private final int workers;
    private @Nullable Phases phases;

    PgretypeBackfill(Workplace place, int workers) {
        this.place = place;
        this.workers = workers;
    }

    @Override
    public void prepare() throws IOException {
        Phases opened = Phases.open(place, workers);
        phases = opened;
        opened.run(PhaseCommand.EXPAND);
    }

    @Override
    public void run() {
        Objects.requireNonNull(phases, "prepared before").run(PhaseCommand.BACKFILL);
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
