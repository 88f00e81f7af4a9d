package io.pgretype.shell.demo;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.LockUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The phases as the demo drives them: those of an application context of its own, connected to the demo's server. */
public interface PhaseDriver extends AutoCloseable {

    /** Opens a driver on another database than the console's. */
    @FunctionalInterface
    interface Opener {

        /**
         * Opens it; from then on {@link #close} must be called.
         *
         * @param url a JDBC URL with user in it; there is no password
         * @param changes the directory of the change files
         */
        PhaseDriver open(String url, Path changes);
    }

    Outcome plan(String change, Activity activity);

    Outcome run(PhaseCommand command, String change, Set<RunOption> options, Activity activity);

    /** What {@code progress-check} says: how many rows are left to fill. */
    long rowsLeft(String change);

    /** May be called from another thread while a phase runs. */
    ChangeStatus status(String change);

    /** The strong locks that each phase took on the table. */
    List<LockUse> lockUses(String change);

    /** What {@code report} writes: a page of all that happened. */
    String report(String change);

    /** Stops a phase that is running between two chunks and lets go of the database. */
    @Override
    void close();
}
