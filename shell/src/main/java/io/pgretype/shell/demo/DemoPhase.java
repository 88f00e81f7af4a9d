package io.pgretype.shell.demo;

import io.pgretype.run.Outcome;
import java.time.Duration;

/**
 * How a phase of the demo went.
 *
 * @param name as it is typed
 * @param took on the clock of who waits for it
 * @param did what there is to say about it, in a few words
 */
record DemoPhase(String name, Duration took, String did, Outcome outcome) {}
