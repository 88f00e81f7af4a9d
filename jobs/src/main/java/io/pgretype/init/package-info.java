/**
 * The first text of a change file: a table, a column and a type that the database knows, and the decisions that its author
 * has still to make.
 *
 * <p>Reads catalogs only, and takes no lock on a table that others queue behind. Never writes over a file; a crash leaves a
 * new file or none, or one that is cut short and is to be removed. May call {@code catalog}, {@code preflight} and what
 * those call.
 */
@NullMarked
package io.pgretype.init;

import org.jspecify.annotations.NullMarked;
