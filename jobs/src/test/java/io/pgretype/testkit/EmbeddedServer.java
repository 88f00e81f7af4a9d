package io.pgretype.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A server of our own processes, from binaries that Maven has copied; its data do not outlive the JVM. */
final class EmbeddedServer {

    private static final Path LOG = Path.of("target", "postgres.log");

    private EmbeddedServer() {}

    static PostgresServer start(int major) {
        return start(major, dataDirectory());
    }

    static PostgresServer start(int major, Path dataDirectory) {
        return start(major, dataDirectory, Map.of());
    }

    /** @param settings beside those that all tests' servers have */
    static PostgresServer start(int major, Path dataDirectory, Map<String, String> settings) {
        var binaries = PostgresBinaries.of(major);
        try {
            Files.createDirectories(LOG.getParent());
            var builder = EmbeddedPostgres.builder()
                    .setPgBinaryResolver(binaries)
                    .setDataDirectory(dataDirectory)
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("max_prepared_transactions", "10")
                    .setOutputRedirector(Redirect.appendTo(LOG.toFile()))
                    .setPGStartupWait(Duration.ofMinutes(1));
            settings.forEach(builder::setServerConfig);
            var server = builder.start();
            return new PostgresServer(binaries.jar().toString(), "localhost", server.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL %d does not start from %s, see %s"
                            .formatted(major, binaries.jar(), LOG.toAbsolutePath()),
                    e);
        }
    }

    /** In the directory where zonky looks for servers whose JVM was killed: a later start, ten minutes on, ends them. */
    static Path dataDirectory() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "embedded-pg",
                UUID.randomUUID().toString());
    }
}
