package io.pgretype.phase;

import io.pgretype.ledger.PhaseCommand;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The jobs of all phases, one for each command. */
public final class PhaseJobs {

    private final Map<PhaseCommand, PhaseJob> jobs = new EnumMap<>(PhaseCommand.class);

    /** @throws IllegalArgumentException if a command has no job, or two */
    public PhaseJobs(PhaseJob... all) {
        for (PhaseJob job : all) {
            if (jobs.put(job.command(), job) != null) {
                throw new IllegalArgumentException("two jobs for " + job.command());
            }
        }
        Set<PhaseCommand> missing = EnumSet.allOf(PhaseCommand.class);
        missing.removeAll(jobs.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no job for " + missing);
        }
    }

    public PhaseJob of(PhaseCommand command) {
        return Objects.requireNonNull(jobs.get(command));
    }
}
