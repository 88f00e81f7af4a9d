package io.pgretype.progress;

import io.pgretype.ledger.Hold;
import io.pgretype.ledger.PhaseCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one run has done in this process. Thread-safe; cheap enough for every chunk. */
public final class Tally {

    private final ChangeMeters meters;
    private final PhaseCommand command;
    private final LongAdder rows = new LongAdder();
    private final LongAdder updated = new LongAdder();
    private final LongAdder hot = new LongAdder();
    private volatile @Nullable String remark;

    public Tally(ChangeMeters meters, PhaseCommand command) {
        this.meters = meters;
        this.command = command;
    }

    /**
     * A chunk was committed.
     *
     * @param rowsDone rows that the run has done with that
     * @param rowsUpdated how many of them it updated
     * @param rowsHot how many of those updates stayed in their page
     */
    public void chunk(long rowsDone, long rowsUpdated, long rowsHot, Duration took) {
        rows.add(rowsDone);
        updated.add(rowsUpdated);
        hot.add(rowsHot);
        meters.chunk(command, rowsDone, took);
    }

    /** What the run does about how it fares, in words; null when there is nothing to say any more. */
    public void remark(@Nullable String text) {
        remark = text;
    }

    long rows() {
        return rows.sum();
    }

    long updated() {
        return updated.sum();
    }

    long hot() {
        return hot.sum();
    }

    @Nullable
    String remark() {
        return remark;
    }

    /** @param now what holds the run just now; empty where nothing does */
    void hold(Optional<Hold> now) {
        meters.hold(command, now);
    }

    ChangeMeters meters() {
        return meters;
    }
}
