/**
 * The twins: for each object of the old column (index, constraint, extended statistics) the object that the new column
 * must have, just as {@code alter table … alter column … type} would have made it.
 *
 * <p>Definitions are PostgreSQL's own: they are made on an empty temporary copy of the table, in a transaction that is
 * rolled back. Those who build or swap twins hold the locks. May call {@code catalog} and {@code change}.
 */
@NullMarked
package io.pgretype.twin;

import org.jspecify.annotations.NullMarked;
