/**
 * The benchmark: ways to give a column of a large table a wider type, measured beside each other on a PostgreSQL server
 * of its own, as seconds and as ratios.
 *
 * <p>Each {@link io.pgretype.shell.benchmark.Method} starts from the same files: a table is filled once a case, and its
 * database copied for each measurement. Autovacuum is off, so that none falls into one measurement and not into
 * another; a checkpoint precedes each. Commits are synchronous and fsync is on. What precedes a method, such as
 * adding the column, is not counted. pgretype works with its mirror in place, by the runner that the console uses; the
 * plain batches work without any trigger, which favours them.
 *
 * <p>Touches no database but its own. The server and its data are gone when the JVM is, however it ends; see
 * {@link io.pgretype.shell.demo.DemoServer}. Calls the phases only by way of
 * {@link io.pgretype.shell.demo.PhaseDriver}.
 */
@NullMarked
package io.pgretype.shell.benchmark;

import org.jspecify.annotations.NullMarked;
