/**
 * What was done and where every change stands, in schema {@code pgretype} of the migrated database.
 *
 * <p>A phase's work and its ledger row commit in one transaction, so after a crash or a lost acknowledgement the ledger
 * says what happened. Takes row locks on its own tables and, for {@link io.pgretype.ledger.Lease}, a session advisory
 * lock. May call {@code twin}, {@code catalog} and {@code change}, and of {@code lock} its values and what it calls its
 * proofs of NOT NULL.
 */
@NullMarked
package io.pgretype.ledger;

import org.jspecify.annotations.NullMarked;
