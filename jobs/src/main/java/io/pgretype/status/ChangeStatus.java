package io.pgretype.status;

import io.pgretype.ledger.LeaseHolder;
import io.pgretype.ledger.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a change stands; the fields of {@code status --json}. Null where something is not known or makes no sense yet.
 *
 * @param table the tables' full names, joined by a comma and a space; so are columns and types, table by table
 * @param columns the same, one by one
 * @param running the session that works on it just now; null if none does
 * @param rowsTotal estimated from the table's statistics, and always more than those done, until none is left; then known
 * @param rowsDone rows that the running, or last, backfill or verification has done
 * @param rowsPerSecond of that run lately, the time it was held left out; 0 while it is held, null when it does not run
 * @param etaSeconds at that rate
 * @param heldBy what it waits for, and since when: {@code max-lag 42s > 10s since 12:03:05}
 * @param mismatches of the last verification
 * @param witnessed rows that were written while the change is open, whose new value is not the conversion of the old one,
 *     and that are not repaired yet
 * @param misfits after cutover: values written since that the old type cannot hold; from the first one the way back is
 *     closed
 * @param longestLockWaitMs of all locks taken for the change so far
 * @param lockHoldMs the longest of all those locks
 * @param verifiedUntil when the gate to cutover closes again; null unless the change is verified
 * @param soakEndsAt when contract may begin; null unless the change is cut over
 * @param window the hours in which advance works; null where it may always, and where nothing is left to do
 * @param lastError how the last command ended, if not well, in one line
 * @param sizeBytes of the tables with their indexes, as of the last vacuum or analyze
 * @param sizeBytesBefore the same when expand began
 * @param swapped the tables that are swapped, while others are not; empty where all are or none
 * @param sequences those that feed its columns, while it is open
 */
public record ChangeStatus(
        String change,
        String table,
        String column,
        String fromType,
        String toType,
        List<ColumnStatus> columns,
        Phase phase,
        @Nullable LeaseHolder running,
        @Nullable Long rowsTotal,
        @Nullable Long rowsDone,
        @Nullable Double rowsPerSecond,
        @Nullable Long etaSeconds,
        @Nullable String heldBy,
        @Nullable Long mismatches,
        @Nullable Long witnessed,
        @Nullable Long misfits,
        @Nullable Long longestLockWaitMs,
        @Nullable Long lockHoldMs,
        @Nullable Instant verifiedUntil,
        @Nullable Instant soakEndsAt,
        @Nullable String window,
        @Nullable String lastError,
        @Nullable Long sizeBytes,
        @Nullable Long sizeBytesBefore,
        List<String> swapped,
        List<SequenceStatus> sequences,
        List<PhaseStatus> phases) {

    public ChangeStatus {
        columns = List.copyOf(columns);
        swapped = List.copyOf(swapped);
        sequences = List.copyOf(sequences);
        phases = List.copyOf(phases);
    }

    /** A column that changes. */
    public record ColumnStatus(String table, String column, String fromType, String toType) {}

    /**
     * A sequence that feeds a column.
     *
     * @param numbersLeft until it ends, or the type of the column that the application writes does; null for a role that may
     *     not look at it
     * @param daysLeft at the rate since expand; null while it has given out none
     */
    public record SequenceStatus(
            String sequence,
            String column,
            @Nullable Long numbersLeft,
            @Nullable Double daysLeft) {}

    /**
     * One run of a phase.
     *
     * @param status how it ended: {@code done}, {@code failed}; {@code running} while a process works on it; else
     *     {@code interrupted}, with how that ended where it could still say so: the same command goes on with it
     */
    public record PhaseStatus(
            String name,
            String status,
            Instant started,
            @Nullable Double seconds) {}
}
