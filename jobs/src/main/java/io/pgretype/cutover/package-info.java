/**
 * The swap: a transaction that exchanges the columns' names and everything that goes by name, hands foreign keys over, and
 * puts the reverse mirror in place of the forward one; and the same backwards. Each table has one of its own, those that
 * reference before those that they reference; where the types cannot be compared, or tables reference each other in a
 * circle, several have one together.
 *
 * <p>A primary key cannot be handed to another index: it is dropped and made again of its twin, in one statement. That drops the
 * old index; harden has built a spare one, of which the way back makes the primary key again.
 *
 * <p>The gates come first and lock nothing: {@link io.pgretype.cutover.CutoverGate} gathers them, one a file. What they
 * saw of the table's definition is looked at again under the lock, as its fingerprint. That mirror and witness were in
 * their place since the rows were compared they know from the versions of their catalog rows. Of a trigger that fired
 * after the mirror and is gone again nothing is left to see, but the witness has noted what it made wrong.
 *
 * <p>ACCESS EXCLUSIVE, for the length of a catalog change, within the lock budget. The ledger's row is in the
 * transaction, so after a crash or a lost acknowledgement it says whether the swap happened, and between two of them which
 * tables are swapped. On the way back every row
 * is compared first, unless that was done since cutover.
 *
 * <p>Materialized views are made once more and filled before the swap ({@link io.pgretype.cutover.MaterializedViews}), under ACCESS
 * EXCLUSIVE for a catalog change and then under none that others wait for. A crash leaves them, and the ledger says which they are: the same
 * command goes on with them, abandon and contract remove them.
 *
 * <p>Foreign keys that were made by a swap are validated after the last one, while everybody works. Sequences follow in
 * transactions of their own after it, ACCESS EXCLUSIVE on each, within the budget too. A crash before
 * that leaves them as they were, and the same command goes on there. May call {@code compare}, {@code run}, {@code twin},
 * {@code mirror} and all below them.
 */
@NullMarked
package io.pgretype.cutover;

import org.jspecify.annotations.NullMarked;
