/**
 * An empty database on a scratch server: made, filled with what came before, cloned, dropped.
 *
 * <p>Makes and drops databases named {@code pgretype_lint_…} and, where a migration names a role that is not there, that
 * role; both are gone when the server is closed. A crash leaves them. May call {@code script}, {@code migration} and
 * {@code problem}.
 */
@NullMarked
package io.pgretype.lint.scratch;

import org.jspecify.annotations.NullMarked;
