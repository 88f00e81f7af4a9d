/**
 * Where every change stands and what happened to it, read from the ledger and the job repository. Writes nothing, locks
 * nothing. May call {@code ledger} and all below it.
 */
@NullMarked
package io.pgretype.status;

import org.jspecify.annotations.NullMarked;
