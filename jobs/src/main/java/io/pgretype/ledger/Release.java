package io.pgretype.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which pgretype this process is; the build writes it. */
public final class Release {

    /** For example {@code 0.1.0}. */
    public static final String NUMBER = read();

    private Release() {}

    private static String read() {
        try (InputStream text = Objects.requireNonNull(Release.class.getResourceAsStream("version.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
