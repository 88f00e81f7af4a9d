package io.pgretype.throttle;

import io.pgretype.ledger.Controls;
import io.pgretype.ledger.Controls.Asked;
import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;

/** What operators ask just now: read again when it is a little old, once for all workers. */
final class Wishes {

    private static final long FRESH = 100_000_000;

    private final Controls controls;
    private final String change;
    private final LongSupplier clock;
    private Asked asked = Asked.NOTHING;
    private long readAt;

    Wishes(Controls controls, String change, LongSupplier clock) {
        this.controls = controls;
        this.change = change;
        this.clock = clock;
        this.readAt = clock.getAsLong() - FRESH;
    }

    /** Whoever comes while it is read waits for the answer. What cannot be read is as it was. */
    synchronized Asked fresh() {
        long now = clock.getAsLong();
        if (now - readAt >= FRESH) {
            try {
                asked = controls.read(change);
            } catch (DataAccessException e) {
                // The chunk will find out what is wrong with the connection.
            }
            readAt = now;
        }
        return asked;
    }

    synchronized Asked last() {
        return asked;
    }
}
