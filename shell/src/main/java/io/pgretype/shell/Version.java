package io.pgretype.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which pgretype this is; the build writes it. */
final class Version {

    private Version() {}

    /** For example {@code pgretype 0.1.0 (Java 17.0.15)}. */
    static String line() {
        return "pgretype %s (Java %s)".formatted(number(), System.getProperty("java.version"));
    }

    private static String number() {
        try (InputStream text = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
