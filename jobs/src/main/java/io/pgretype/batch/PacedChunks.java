package io.pgretype.batch;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.phase.Assignment;
import io.pgretype.progress.Tally;
import io.pgretype.throttle.ChunkSize;
import io.pgretype.throttle.Throttle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How large the chunks of one run are: as its throttle wants them from its start on, as the settings say before. */
public final class PacedChunks {

    private final Ledger ledger;
    private final Assignment assignment;
    private final List<TableUnderChange> tables;
    private final Tally tally;
    private volatile @Nullable ThrottledPacing pacing;

    /** @param tables all that the run goes through: what holds on one of them holds the run */
    public PacedChunks(Ledger ledger, Assignment assignment, List<TableUnderChange> tables, Tally tally) {
        this.ledger = ledger;
        this.assignment = assignment;
        this.tables = List.copyOf(tables);
        this.tally = tally;
    }

    /** For chunks of one kind, whose rows all take about the same time. */
    public ChunkSize newSize() {
        return new ChunkSize(this::time, this::mostRows);
    }

    /** Starts the throttle; whoever asked for it closes it. */
    public Pacing start() {
        ThrottledPacing started = ThrottledPacing.start(ledger, assignment, tables, tally);
        pacing = started;
        return started;
    }

    /** Who keeps old row versions from being removed, and for how long already; empty if nobody does for seconds. */
    public Optional<String> oldestSnapshot() {
        ThrottledPacing known = pacing;
        return known == null ? Optional.empty() : known.oldestSnapshot();
    }

    private Duration time() {
        ThrottledPacing known = pacing;
        return known != null ? known.chunkTime() : Throttle.longestChunk(assignment.settings());
    }

    private long mostRows() {
        ThrottledPacing known = pacing;
        return known != null ? known.mostRows() : ChunkSize.USUAL;
    }
}
