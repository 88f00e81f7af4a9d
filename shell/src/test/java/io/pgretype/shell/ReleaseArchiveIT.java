package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release archive, unpacked in a directory with a blank in its name, with nothing of the checkout near it. */
class ReleaseArchiveIT {

    @TempDir
    private static Path directory;

    private static Path home;

    @AutoClose
    private static TestDatabase database;

    @BeforeAll
    static void unpacked() throws Exception {
        Path place = Files.createDirectories(directory.resolve("some where"));
        assertThat(ShellProcess.run(
                        directory, Map.of(), List.of("tar", "-xzf", archive().toString(), "-C", place.toString())))
                .isEqualTo(new Ending(0, "", ""));
        try (Stream<Path> entries = Files.list(place)) {
            home = entries.findFirst().orElseThrow();
        }
        database = TestDatabase.create();
        database.execute("create table file (id bigint primary key, size integer)");
    }

    @Test
    void saysWhichVersionItIs() throws Exception {
        Ending version = pgretype(Map.of(), "--version");

        assertThat(version.status()).isZero();
        assertThat(home.getFileName().toString() + " (Java " + System.getProperty("java.version") + ")")
                .isEqualTo(version.output().strip().replace("pgretype ", "pgretype-"));
    }

    @Test
    void holdsTheDocumentsAndNoSources() throws Exception {
        assertThat(List.of(
                        "README.md",
                        "CHANGELOG.md",
                        "runbook.md",
                        "migrations/changes/README.md",
                        "docker/alerts.yaml"))
                .allMatch(name -> Files.isRegularFile(home.resolve(name)));
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".java"));
        }
    }

    @Test
    void plansAndExpandsAChangeWithoutMaven() throws Exception {
        Files.writeString(home.resolve("migrations/changes/file-size.yaml"), """
                table: public.file
                columns:
                  size:
                    type: bigint
                """);

        Ending plan = pgretype(database.environment(), "plan", "file-size");
        Ending expand = pgretype(database.environment(), "expand", "file-size");

        assertThat(plan.status()).as(plan.error()).isZero();
        assertThat(expand.status()).as(expand.error()).isZero();
        assertThat(plan.error()).doesNotContain("building pgretype");
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.map(Path::toAbsolutePath)
                    .filter(file -> file.getFileName().toString().matches("pgretype-.*\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Ending pgretype(Map<String, String> environment, String... words) throws Exception {
        var all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        return ShellProcess.run(
                directory,
                all,
                Stream.concat(Stream.of(home.resolve("pgretype").toString()), Stream.of(words))
                        .toList());
    }
}
