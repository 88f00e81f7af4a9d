package io.pgretype.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pg_dump of this machine. It reads servers of its own major and older ones. */
record PgDump(Path program) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern VERSION = Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+)");

    /** Versions, and the key that pg_dump draws for each run. */
    private static final Pattern DIFFERS_EACH_RUN = Pattern.compile("-- Dumped (from|by) .*|\\\\(un)?restrict .*");

    static Optional<PgDump> reading(int serverMajor) {
        var onPath = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
        return Stream.concat(onPath, debianDirectories())
                .map(directory -> directory.resolve("pg_dump"))
                .filter(Files::isExecutable)
                .map(PgDump::new)
                .filter(pgDump -> pgDump.major() >= serverMajor)
                .findFirst();
    }

    String of(TestDatabase database) {
        return output(database.environment(), "--schema-only", "--exclude-schema=pgretype")
                .lines()
                .filter(line -> !DIFFERS_EACH_RUN.matcher(line).matches())
                .collect(Collectors.joining("\n"));
    }

    private int major() {
        var version = VERSION.matcher(output(Map.of(), "--version"));
        return version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
    }

    private String output(Map<String, String> environment, String... options) {
        var process = new ProcessBuilder(program.toString()).redirectErrorStream(true);
        process.command().addAll(List.of(options));
        process.environment().putAll(environment);
        try {
            var running = process.start();
            String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (running.waitFor() != 0) {
                throw new IllegalStateException("%s failed: %s".formatted(process.command(), output));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Path> debianDirectories() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
