/**
 * Random schedules of faults against whole changes under live traffic. A schedule follows from its seed; a failure names
 * the seed, and {@code .ci/chaos --seed} runs it again.
 */
@NullMarked
package io.pgretype.shell.chaos;

import org.jspecify.annotations.NullMarked;
