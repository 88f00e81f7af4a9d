/**
 * The row triggers that keep the two columns equal, in both directions: the mirror, which makes them so, and the witness,
 * which notes the rows that were stored otherwise.
 *
 * <p>Both are guarded by state, not by change: they act on every written row whose new value is not the conversion of the
 * old one. They never fail the application's write. Only gives statements and reads the catalog; those who run them hold
 * ACCESS EXCLUSIVE. May call {@code ledger}, {@code catalog} and {@code change}.
 */
@NullMarked
package io.pgretype.mirror;

import org.jspecify.annotations.NullMarked;
