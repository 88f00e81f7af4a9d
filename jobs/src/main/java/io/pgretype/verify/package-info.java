/**
 * Compares every row, every twin and the mirror's health, and opens the gate to cutover for a limited time. After cutover
 * it does the same in reverse, for rollback and contract.
 *
 * <p>ACCESS SHARE, but where the witness must be made; with repair, locks on the repaired rows of one chunk. A crash loses the chunks in work. May call
 * {@code compare}, {@code run}, {@code twin}, {@code mirror} and all below them.
 */
@NullMarked
package io.pgretype.verify;

import org.jspecify.annotations.NullMarked;
