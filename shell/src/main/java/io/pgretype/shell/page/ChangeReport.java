package io.pgretype.shell.page;

import io.pgretype.status.ChangeStatus;
import io.pgretype.status.Evidence;
import io.pgretype.status.HistoryEntry;
import io.pgretype.status.Sample;
import io.pgretype.status.StatusReader;
import java.time.Instant;
import java.util.List;

/**
 * What a report tells of.
 *
 * @param samples of all its walks, oldest first
 * @param history oldest first
 * @param made when all this was read
 */
public record ChangeReport(
        ChangeStatus status, Evidence evidence, List<Sample> samples, List<HistoryEntry> history, Instant made) {

    public ChangeReport {
        samples = List.copyOf(samples);
        history = List.copyOf(history);
    }

    /**
     * What the ledger has just now.
     *
     * @throws io.pgretype.problem.ProblemException {@code change-unknown}
     */
    public static ChangeReport of(StatusReader reader, String change) {
        return new ChangeReport(
                reader.read(change),
                reader.evidence(change),
                reader.samples(change),
                reader.history(change),
                Instant.now());
    }
}
