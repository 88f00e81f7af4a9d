package io.pgretype.lock;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Who is told how a lock comes along. */
@FunctionalInterface
public interface LockObserver {

    /** Whom we wait for; null when we do not. Called from other threads too. */
    void waitingFor(@Nullable String what);

    /** The transaction is committed. */
    default void granted(LockRequest request, LockUse use, Duration hold) {}

    /** The deadline has passed, nothing was changed. */
    default void notGranted(LockRequest request, LockUse use) {}
}
