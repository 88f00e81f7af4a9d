package io.pgretype.shell.demo;

import io.pgretype.phase.Outcome;
import io.pgretype.status.LockUse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a step of the demo went.
 *
 * @param took on the clock of who waits for it
 * @param did what there is to say about it, in a few words
 * @param lock how it got the lock on the table; null if it took none that is on record
 */
record DemoPhase(
        DemoStep step, Duration took, String did, @Nullable LockUse lock, Outcome outcome) {}
