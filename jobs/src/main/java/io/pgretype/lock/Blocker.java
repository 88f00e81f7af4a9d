package io.pgretype.lock;

import org.jspecify.annotations.Nullable;

/**
 * A session that keeps us from a lock.
 *
 * @param session tells it from a later one, or a later transaction, with the same pid
 * @param text who it is, what it holds and what it does, for people
 * @param waits whether it waits for somebody else: then it is not the cause
 * @param spared why its statement must not, or cannot, be cancelled, and what to do instead; null if it may be
 */
record Blocker(
        int pid,
        String session,
        String text,
        boolean waits,
        @Nullable String spared) {}
