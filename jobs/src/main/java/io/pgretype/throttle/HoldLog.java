package io.pgretype.throttle;

import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Holds;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the ledger's rows of a run's holds as they are, by one thread at a time. */
final class HoldLog {

    private final Holds holds;
    private final long run;
    private @Nullable Hold written;
    private long row;

    HoldLog(Holds holds, long run) {
        this.holds = holds;
        this.run = run;
    }

    /** Writes what holds now, if anything has changed. */
    void write(Optional<Hold> now) {
        Hold hold = now.orElse(null);
        if (Objects.equals(written, hold)) {
            return;
        }
        if (written != null
                && hold != null
                && written.signal().equals(hold.signal())
                && written.since().equals(hold.since())) {
            holds.observe(row, hold);
        } else {
            if (written != null) {
                holds.end(row);
                written = null;
            }
            if (hold != null) {
                row = holds.begin(run, hold);
            }
        }
        written = hold;
    }
}
