/**
 * The statements of the release that is still running, against the schema that a migration leaves.
 *
 * <p>They are prepared, described and planned, on a scratch database; a SELECT is also run, with NULL for its values, in a
 * transaction that can write nothing, so no row and no sequence changes. Those that fail before the migrations have nothing to tell and are named once. May call {@code migration},
 * {@code rule}, {@code scratch}, {@code script}, {@code state}, {@code trace} and {@code problem}.
 */
@NullMarked
package io.pgretype.lint.replay;

import org.jspecify.annotations.NullMarked;
