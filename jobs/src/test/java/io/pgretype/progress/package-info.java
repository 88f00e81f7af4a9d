/** Tests of how a run's progress is told. */
@NullMarked
package io.pgretype.progress;

import org.jspecify.annotations.NullMarked;
