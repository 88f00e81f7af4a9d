package io.pgretype.testkit;

import java.util.Map;

/**
 * An embedded server whose databases can subscribe to each other. Apart from the one that all tests share: slots belong
 * to the server, and a throttle looks at all of them.
 */
public final class PublishingServer {

    private PublishingServer() {}

    /** It is gone when the JVM ends. */
    public static PostgresServer start() {
        return EmbeddedServer.start(
                PostgresServer.major(), EmbeddedServer.dataDirectory(), Map.of("wal_level", "logical"));
    }
}
