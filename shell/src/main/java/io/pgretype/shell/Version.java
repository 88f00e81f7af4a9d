package io.pgretype.shell;

import io.pgretype.ledger.Release;

/** Which pgretype this is, and what it runs on. */
final class Version {

    private Version() {}

    /** For example {@code pgretype 0.1.0 (Java 17.0.15)}. */
    static String line() {
        return "pgretype %s (Java %s)".formatted(Release.NUMBER, System.getProperty("java.version"));
    }
}
