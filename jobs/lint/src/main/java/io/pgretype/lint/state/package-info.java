/**
 * The catalog as values, and what of it differs between two moments.
 *
 * <p>Reads only, in one round trip; takes ACCESS SHARE locks. May call {@code problem} and {@code change}.
 */
@NullMarked
package io.pgretype.lint.state;

import org.jspecify.annotations.NullMarked;
