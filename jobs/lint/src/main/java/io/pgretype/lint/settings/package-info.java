/**
 * What a team says once about its migrations, in {@code .pgretype.yaml}.
 *
 * <p>Whatever is wrong in the file is one error with file and line. Reads that file alone; no JDBC. May call
 * {@code migration} and {@code problem}.
 */
@NullMarked
package io.pgretype.lint.settings;

import org.jspecify.annotations.NullMarked;
