package io.pgretype.preflight;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Somebody waits while rows are looked at: is told how far it is, and may stop it.
 *
 * @param doing told what is looked at
 * @param stopRequested asked after each page
 */
record Looking(Consumer<String> doing, BooleanSupplier stopRequested) {

    /** Begins to look for something; to be told after each page how many rows were looked at. */
    LongConsumer begin(String what) {
        doing.accept(what);
        return rows -> {
            if (stopRequested.getAsBoolean()) {
                throw new CancellationException("stopped " + what);
            }
            doing.accept("%s, %d rows so far".formatted(what, rows));
        };
    }
}
