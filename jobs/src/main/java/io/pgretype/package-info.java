/**
 * The way in, for the shell as for an application of one's own: {@link io.pgretype.JobsConfiguration} makes the phases on
 * a {@link io.pgretype.SessionPool}. May call every other package; no package calls it.
 */
@NullMarked
package io.pgretype;

import org.jspecify.annotations.NullMarked;
