/**
 * The comparison of every row, in the direction in which the application writes, and what is known of mismatches.
 *
 * <p>Shared by the phases that ask for it: verify, and rollback and contract, which compare by themselves where nobody has
 * since cutover. Before the first row they make the witness where it is missing or touched, under ACCESS EXCLUSIVE for the
 * length of a catalog change. Then ACCESS SHARE, a transaction for each few thousand rows, paced by the throttle; with
 * repair, locks on the repaired rows of one chunk, never waited for. A chunk's mismatches, its count and its checkpoint commit together, so a
 * crash loses the chunks in work and nothing is counted twice. May call {@code run}, {@code keyset}, {@code throttle} and
 * all below them.
 */
@NullMarked
package io.pgretype.compare;

import org.jspecify.annotations.NullMarked;
