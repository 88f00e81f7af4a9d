/**
 * Gives the new columns all that the old ones have: indexes, constraints, NOT NULL, statistics, comments, and what
 * became of the grants since expand; at last the foreign keys at both ends, when all tables have their indexes.
 *
 * <p>Indexes are built CONCURRENTLY and constraints validated under SHARE UPDATE EXCLUSIVE; ACCESS EXCLUSIVE only for
 * catalog changes, SHARE ROW EXCLUSIVE on two tables to make a foreign key, within the lock budget. A crash leaves finished twins, which stay, and at most one unfinished under a
 * name of its own, which is completed or dropped and built again. What others made is never dropped. May call
 * {@code run}, {@code twin} and all below them.
 */
@NullMarked
package io.pgretype.harden;

import org.jspecify.annotations.NullMarked;
