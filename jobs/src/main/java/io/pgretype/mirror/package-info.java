/**
 * The row trigger that keeps the two columns equal, in both directions.
 *
 * <p>It is guarded by state, not by change: it acts on every written row whose new value is not the conversion of the old
 * one. It never fails the application's write. Only gives statements and reads the catalog; those who run them hold
 * ACCESS EXCLUSIVE. May call {@code catalog} and {@code change}.
 */
@NullMarked
package io.pgretype.mirror;

import org.jspecify.annotations.NullMarked;
