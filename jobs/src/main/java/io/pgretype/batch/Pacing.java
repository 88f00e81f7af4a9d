package io.pgretype.batch;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Says when the chunks of a step may begin. Whatever a worker waits for, it waits here, with no transaction open. */
public interface Pacing extends AutoCloseable {

    /**
     * Waits until a chunk may begin; then {@link #leave} follows.
     *
     * @return false if a stop was requested: then none may
     */
    boolean enter(BooleanSupplier stopRequested);

    /** The chunk has ended, committed or not. */
    void leave(long rows, Duration took);

    /** How many chunks may be worked on at the same time, just now. */
    int workers();

    @Override
    void close();
}
