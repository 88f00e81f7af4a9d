/**
 * Metrics for Prometheus: to fetch while a command runs, or pushed to a gateway. Neither can fail a command, once their
 * addresses are understood. May call {@code environment} and {@code problem}.
 */
@NullMarked
package io.pgretype.shell.metrics;

import org.jspecify.annotations.NullMarked;
