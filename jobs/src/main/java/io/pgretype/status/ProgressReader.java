package io.pgretype.status;

import io.pgretype.ledger.LedgerEntry;
import io.pgretype.progress.RowEstimate;
import io.pgretype.status.Walk.PulseSeen;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far the newest walk of a change has come: counted, estimated, and never done before nothing is left. */
final class ProgressReader {

    private final WalkReader walks;
    private final RowEstimate estimate;

    ProgressReader(JdbcClient jdbc, WalkReader walks) {
        this.walks = walks;
        this.estimate = new RowEstimate(jdbc);
    }

    record Progress(
            @Nullable Long total,
            @Nullable Long done,
            @Nullable Double perSecond,
            @Nullable Long etaSeconds,
            @Nullable String heldBy) {}

    Progress read(LedgerEntry entry) {
        Walk walk = walks.newest(entry.change()).orElse(null);
        String heldBy = entry.phase().isOpen() ? walks.heldBy(entry.change(), walk) : null;
        if (walk == null) {
            return new Progress(estimate.ofAll(entry.tables()), null, null, null, heldBy);
        }
        long total = total(entry, walk);
        Double perSecond = perSecond(walk, heldBy != null);
        return new Progress(total, walk.rows(), perSecond, eta(total - walk.rows(), perSecond), heldBy);
    }

    /** One row left says only that the estimate was too low. */
    private static @Nullable Long eta(long left, @Nullable Double perSecond) {
        return perSecond == null || perSecond <= 0 || left <= 1 ? null : Math.round(left / perSecond);
    }

    /** Estimates may be too low. As long as a row may be left there is one more than those that are done. */
    private long total(LedgerEntry entry, Walk walk) {
        if (walk.over()) {
            return walk.rows();
        }
        PulseSeen pulse = walk.pulse();
        long estimated = pulse == null ? estimate.ofAll(entry.tables()) : pulse.rowsTotal();
        return Math.max(estimated, walk.rows() + 1);
    }

    private static @Nullable Double perSecond(Walk walk, boolean held) {
        PulseSeen pulse = walk.pulse();
        if (pulse == null || walk.over() || !walk.goesOn()) {
            return null;
        }
        return held ? Double.valueOf(0) : pulse.rowsPerSecond();
    }
}
