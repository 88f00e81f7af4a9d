/**
 * What a phase is: {@link io.pgretype.phase.PhaseJob}, what it is asked to do and says, and the one way in which it moves
 * a change to its next phase.
 *
 * <p>{@link io.pgretype.phase.Transition} takes the locks of the phase's tables within their budget, and its work commits
 * together with the ledger's row. May call {@code lock}, {@code ledger} and all below them; never {@code batch} or
 * {@code run}, which call it.
 */
@NullMarked
package io.pgretype.phase;

import org.jspecify.annotations.NullMarked;
