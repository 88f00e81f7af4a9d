package io.pgretype.shell.watch;

import io.pgretype.status.ChangeStatus;
import io.pgretype.status.ChangeStatus.PhaseStatus;
import io.pgretype.status.HistoryEntry;
import io.pgretype.status.LockWaits;
import io.pgretype.status.Sample;
import io.pgretype.status.StatusReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown of a change.
 *
 * @param sample how the walk that runs just now goes; null where none runs
 * @param events what happened to it, oldest first
 * @param readAt by this machine's clock
 */
record WatchedChange(
        ChangeStatus status, @Nullable Sample sample, List<HistoryEntry> events, LockWaits lockWaits, Instant readAt) {

    WatchedChange {
        events = List.copyOf(events);
    }

    static WatchedChange read(StatusReader reader, String change) {
        ChangeStatus status = reader.read(change);
        return new WatchedChange(
                status,
                running(status)
                        .flatMap(run -> reader.newestSample(change)
                                .filter(sample -> !sample.at().isBefore(run.started())))
                        .orElse(null),
                reader.history(change),
                reader.lockWaits(change),
                Instant.now());
    }

    /** The phase's run that a process works on just now. */
    Optional<PhaseStatus> running() {
        return running(status);
    }

    private static Optional<PhaseStatus> running(ChangeStatus status) {
        return status.phases().stream()
                .filter(run -> run.status().equals("running"))
                .reduce((earlier, later) -> later);
    }
}
