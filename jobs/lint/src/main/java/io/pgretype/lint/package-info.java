/**
 * The way into lint, for the shell and for other programs: what a branch adds is tried on a scratch server and judged.
 *
 * <p>Touches no database but those that it makes on that server, and drops these. Takes no server where there is nothing
 * to judge. May call every other package of lint.
 */
@NullMarked
package io.pgretype.lint;

import org.jspecify.annotations.NullMarked;
