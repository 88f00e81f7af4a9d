/**
 * A SQL file as the statements in it, each with the line where it begins.
 *
 * <p>Splits as psql does, and knows no more of SQL than that takes. Where psql breaks what the server takes, it follows
 * the server: an escape string that goes on in the next line, a function named begin.
 *
 * <p>No JDBC. May call {@code problem}.
 */
@NullMarked
package io.pgretype.lint.script;

import org.jspecify.annotations.NullMarked;
