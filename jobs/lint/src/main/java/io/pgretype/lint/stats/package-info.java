/**
 * How large production's tables and indexes are, without what is in them: read there, kept in a file, and read by lint.
 *
 * <p>What is read in production comes from catalogs and from the statistics in memory. No lock is taken on a table, so it
 * neither waits for DDL nor keeps it waiting; nothing is written. What was never analyzed has no size here, and is taken
 * for large. May call {@code change} and {@code problem}.
 */
@NullMarked
package io.pgretype.lint.stats;

import org.jspecify.annotations.NullMarked;
