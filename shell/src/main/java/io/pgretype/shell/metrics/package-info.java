/** Metrics for Prometheus: to fetch while a command runs, or pushed to a gateway. Neither can fail a command. Calls nobody. */
@NullMarked
package io.pgretype.shell.metrics;

import org.jspecify.annotations.NullMarked;
