/**
 * Runs a phase of a change: takes the lease, decides whether there is anything to do, starts the job or goes on with it
 * after a crash, and says how it ended; goes on by itself where a connection was lost.
 *
 * <p>Takes a session advisory lock for the whole run and no other lock. A crash leaves the run open in the ledger; the
 * same command takes it up again. May call {@code batch}, {@code phase}, {@code ledger} and all below them; the phases'
 * packages give it their jobs.
 */
@NullMarked
package io.pgretype.run;

import org.jspecify.annotations.NullMarked;
