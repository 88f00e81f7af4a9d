/**
 * How a run that walks rows fares: counted by its workers, told every second to other processes through the ledger and to
 * Prometheus through meters.
 *
 * <p>Writes one row of its own in the ledger and takes no other lock; ACCESS SHARE on the table for the length of a
 * catalog function. What cannot be told is left out: nothing here can fail a run or make it wait. A crash leaves the last
 * pulse, which readers recognise by its age. May call {@code ledger} and all below it.
 */
@NullMarked
package io.pgretype.progress;

import org.jspecify.annotations.NullMarked;
