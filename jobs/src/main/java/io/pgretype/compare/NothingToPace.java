package io.pgretype.compare;

import io.pgretype.batch.Pacing;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** For a step that turns out to have no rows. */
final class NothingToPace implements Pacing {

    @Override
    public boolean enter(BooleanSupplier stopRequested) {
        return !stopRequested.getAsBoolean();
    }

    @Override
    public void leave(long rows, Duration took) {
        // Nobody waits for it.
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public void close() {
        // It has nothing open.
    }
}
