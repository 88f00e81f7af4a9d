/** Metrics for Prometheus to fetch while a command runs. Calls nobody. */
@NullMarked
package io.pgretype.shell.metrics;

import org.jspecify.annotations.NullMarked;
