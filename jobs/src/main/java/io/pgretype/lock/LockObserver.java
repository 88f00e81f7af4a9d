package io.pgretype.lock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Who is told how a lock comes along, and may end the wait for it. */
@FunctionalInterface
public interface LockObserver {

    /** Whom we wait for; null when we do not. Called from other threads too. */
    void waitingFor(@Nullable String what);

    /** Whether to give up though the deadline has not passed; asked between two attempts. */
    default boolean stopRequested() {
        return false;
    }

    /** The work is done, and COMMIT comes next: from here on a lost connection leaves open what became of it. */
    default void committing() {}

    /** The transaction is committed. */
    default void granted(LockRequest request, LockUse use, Duration hold) {}

    /** The deadline has passed, or a stop was asked for; nothing was changed. */
    default void notGranted(LockRequest request, LockUse use) {}
}
