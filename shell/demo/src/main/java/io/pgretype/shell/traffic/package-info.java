/**
 * An application's live traffic on a table of files or a key graph, and what it noticed: the pain that a migration causes, measured from
 * where it is felt.
 *
 * <p>It behaves as a plain application on pgjdbc does: mostly explicit column lists, server-prepared statements,
 * autocommit for most statements and short transactions for some. Its sessions are set up as pgretype asks for
 * ({@link io.pgretype.shell.traffic.Client#CAREFUL}) unless careless ones are asked for; those are told "cached plan must
 * not change result type" whenever the table's columns change, and only that is not an error. Rows are shared out
 * among the sessions and every transaction touches a row once, so the traffic never waits for itself and never
 * deadlocks by itself; every session knows what it wrote last and takes a read of anything else for an error.
 *
 * <p>Takes ROW EXCLUSIVE on its tables, and knows nothing of the migration: it may call {@code change} for names only.
 */
@NullMarked
package io.pgretype.shell.traffic;

import org.jspecify.annotations.NullMarked;
