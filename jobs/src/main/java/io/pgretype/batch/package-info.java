/**
 * Spring Batch: the steps that phases are made of, and the start of their jobs. Used in unusual ways, each for a reason:
 *
 * <ul>
 *   <li>Jobs are built for each run, not once as beans: what a job works on is known only from the ledger.
 *   <li>A chunk has one item, a batch of rows whose size changes with every chunk: the throttle sets how long a chunk may
 *       take. {@code CountedAsRows} makes the repository's counts read as rows, and takes back what was not committed.
 *   <li>Workers wait for their turn in the check for interruption between two chunks: there no transaction is open.
 *   <li>Steps may run again though they are complete: each looks for itself whether something is left to do, and a
 *       restart may find partitions of a new generation.
 *   <li>{@code JobOperator.recover} is not used: whoever starts a job holds the change's lease, so an execution that the
 *       repository still calls running is one whose process is gone, and is ended by {@code JobExecutor}.
 * </ul>
 *
 * <p>Rows and the checkpoint of a chunk are one transaction; a crash leaves both or neither. May call {@code phase},
 * {@code throttle}, {@code progress} and all below them.
 */
@NullMarked
package io.pgretype.batch;

import org.jspecify.annotations.NullMarked;
