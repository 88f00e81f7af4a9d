/**
 * How far something is, on one line: redrawn in place on a terminal, printed now and then elsewhere. Reads the ledger's
 * status on a connection of its own and takes no locks; if it cannot read, what it watches goes on unseen. May call
 * {@code session} and, of the jobs, {@code run} and {@code status}.
 */
@NullMarked
package io.pgretype.shell.progress;

import org.jspecify.annotations.NullMarked;
