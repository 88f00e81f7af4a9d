package io.pgretype.status;

/** How the lock of a phase was got, from the ledger. */
public record LockUse(String phase, int attempts, long waitMs, long holdMs) {}
