/**
 * Runs a migration's statements one after the other, as its tool would, and observes each.
 *
 * <p>Locks: those of the statements, and ROW EXCLUSIVE on all tables while one runs that has to be watched from outside.
 * Only ever on a clone. May call {@code script}, {@code migration}, {@code scratch} and {@code state}.
 */
@NullMarked
package io.pgretype.lint.trace;

import org.jspecify.annotations.NullMarked;
