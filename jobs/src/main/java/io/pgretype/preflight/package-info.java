/**
 * What pgretype cannot do, found before it touches anything: one refusal a file, all of them collected, then reported
 * at once and by name.
 *
 * <p>{@code Preflight} reads the catalog only, with no lock on the table but ACCESS SHARE for the length of a statement;
 * {@code Inspection} tries all statements on an empty copy and looks at the rows as well, page by page. A crash leaves nothing. Works on PostgreSQL 14 to 18. May
 * call {@code twin}, {@code mirror}, {@code routine}, {@code ledger}, {@code catalog}, {@code change} and {@code problem},
 * and of {@code lock} what it calls its proofs of NOT NULL.
 */
@NullMarked
package io.pgretype.preflight;

import org.jspecify.annotations.NullMarked;
