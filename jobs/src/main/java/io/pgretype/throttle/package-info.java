/**
 * May the next chunk begin, and if not, why not: {@link io.pgretype.throttle.Throttle}, which workers ask between two
 * chunks and never inside a transaction.
 *
 * <p>It reads signals about every second, what operators ask before every chunk, and feels the application's pain by
 * committing to a row of its own many times a second. Takes ROW EXCLUSIVE on our own tables, no lock on anybody else's.
 * A crash leaves an open row in {@code pgretype.hold} and one in {@code pgretype.canary}; the next start of the run
 * closes the one and takes over the other. May call {@code ledger} and {@code change}, never {@code run} or a phase.
 */
@NullMarked
package io.pgretype.throttle;

import org.jspecify.annotations.NullMarked;
