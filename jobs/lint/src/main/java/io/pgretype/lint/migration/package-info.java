/**
 * Which migrations a branch adds, which came before them, and in what transactions their tool runs them.
 *
 * <p>{@link io.pgretype.lint.migration.FindMigrations} is the way in. A tool's files become a plan of steps ({@code
 * Format}), once of the merge base and once of the working tree; what differs is new ({@code Difference}).
 *
 * <p>Reads files and git; no JDBC. May call {@code script} and {@code problem}.
 */
@NullMarked
package io.pgretype.lint.migration;

import org.jspecify.annotations.NullMarked;
