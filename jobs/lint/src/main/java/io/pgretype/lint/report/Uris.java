package io.pgretype.lint.report;

import java.net.URI;
import java.net.URISyntaxException;

/** A file's path as a URI, relative where the path is. */
final class Uris {

    private Uris() {}

    static String of(String path) {
        String slashed = path.replace('\\', '/');
        try {
            // A scheme is what would stand before a colon in the first part of a relative path.
            URI uri = slashed.startsWith("/")
                    ? new URI("file", "", slashed, null)
                    : new URI(null, null, slashed.split("/", 2)[0].contains(":") ? "./" + slashed : slashed, null);
            return uri.toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no path: " + path, e);
        }
    }
}
