package io.pgretype.phase;

import org.jspecify.annotations.Nullable;

/** What is wrapped in an exception. */
final class Causes {

    private Causes() {}

    /** The first of that type, beginning with the exception itself; null if there is none. */
    static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
