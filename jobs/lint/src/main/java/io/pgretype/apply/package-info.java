/**
 * Runs migration files of a team on a real database, with the discipline of our own DDL.
 *
 * <p>Promises: no statement of the application waits longer than the lock budget for a lock that a file takes, and under
 * such locks a transaction lasts no longer than ten times the budget; a file is run whole or can be gone on with, and is
 * never run twice. Its parts are the transactions of its tool: each is tried whole until the deadline ({@link
 * io.pgretype.lock.LockedTransaction}). What cannot run in a transaction runs outside one, without timeouts unless it
 * takes a strong lock, and what lasts long but takes no strong lock runs without statement timeout in its own.
 *
 * <p>Locks: those of the statements; SHARE UPDATE EXCLUSIVE before the strong ones, so that autovacuum yields; in the
 * ledger its rows; one advisory lock a database, of the session that runs the files.
 *
 * <p>A crash leaves parts that are done, with their notes in the ledger, which are committed with them. Of a statement
 * outside a transaction the ledger says that it was begun: the next run looks for what it left.
 */
@NullMarked
package io.pgretype.apply;

import org.jspecify.annotations.NullMarked;
