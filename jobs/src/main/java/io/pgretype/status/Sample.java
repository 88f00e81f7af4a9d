package io.pgretype.status;

import io.pgretype.progress.SignalSample;
import java.time.Instant;
import java.util.List;

/**
 * How a walk went at one time.
 *
 * @param run its number in the ledger
 * @param rowsDone that all processes of the run had done
 * @param wal where the whole server's WAL ended, in bytes
 * @param workers how many operators allowed
 */
public record Sample(long run, Instant at, long rowsDone, long wal, int workers, List<SignalSample> signals) {

    public Sample {
        signals = List.copyOf(signals);
    }
}
