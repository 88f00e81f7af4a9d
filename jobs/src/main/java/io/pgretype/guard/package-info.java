/**
 * The guard: event triggers that a superuser may put into the database, against statements of others that do not go with
 * an open change. They refuse to rewrite a large table, and to break the table under change: to drop, rename or retype
 * its columns, its key or itself, to drop or disable the mirror, to make a trigger that fires after it. CREATE INDEX and
 * whatever else harden carries is let through; CLUSTER, VACUUM FULL and TRUNCATE fire no event trigger.
 *
 * <p>What it promises: only DDL is looked at, never an ordinary statement; a command is refused only for damage that it
 * does itself; {@code set pgretype.guard = off} lets all pass, as our own transactions set it; and where it cannot tell
 * (the ledger is gone, locked or unreadable) it lets everything pass. While it runs it reads the ledger under ACCESS
 * SHARE, NOWAIT.
 *
 * <p>Its functions belong to the superuser, run with his rights whoever types the DDL, and lie in a schema that belongs to
 * somebody else. So they call nothing of that schema, and read the ledger only where it is a plain table.
 *
 * <p>Enabling and disabling are one transaction each: a crash leaves all of it or nothing. All of it goes with the schema
 * {@code pgretype}. May call {@code ledger}, {@code mirror} and {@code problem}.
 */
@NullMarked
package io.pgretype.guard;

import org.jspecify.annotations.NullMarked;
