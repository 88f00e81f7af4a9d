package io.pgretype.progress;

import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import java.util.Optional;

/** Who is told how runs of phases fare, as they do. Called on the runs' own threads: it must neither wait nor throw. */
public interface RunListener {

    /** Nobody is told. */
    RunListener NOBODY = new RunListener() {
        @Override
        public void held(String change, PhaseCommand command, Optional<Hold> hold) {}

        @Override
        public void ended(RunEnding ending) {}

        @Override
        public void arrived(String change, Phase phase) {}
    };

    /**
     * Every second while a run walks rows.
     *
     * @param hold what holds it just now; empty where nothing does
     */
    void held(String change, PhaseCommand command, Optional<Hold> hold);

    /** A phase is done, or it ended or was refused as it did not before; not where there was nothing to do. */
    void ended(RunEnding ending);

    /** A scheduler's run has done all that it was to do; what follows is not its own to begin. */
    void arrived(String change, Phase phase);
}
