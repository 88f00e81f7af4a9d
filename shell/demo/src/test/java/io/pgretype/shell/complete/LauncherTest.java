package io.pgretype.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code pgretype}, with a jar that holds nothing and a Java that does nothing but unpack it. */
class LauncherTest {

    private static final String JAVA = """
            #!/bin/sh
            echo "java $*"
            while [ $# -gt 0 ]; do
              case $1 in
              --destination) mkdir -p "$2" && echo unpacked >"$2/pgretype.jar" ;;
              esac
              shift
            done
            """;

    @TempDir
    private Path home;

    private Path jar;

    @BeforeEach
    void anInstalledCopy() throws IOException {
        jar = Files.createDirectories(home.resolve("shell/demo/target")).resolve("pgretype.jar");
        Files.writeString(jar, "a build");
        Files.copy(Path.of("..", "..", "pgretype"), home.resolve("pgretype"));
        Path java = Files.createDirectories(home.resolve("java/bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    /** What sessions, cron and containers have in their environment, and differ in. */
    @Test
    void aBuildIsUnpackedOnceWhateverTheEnvironmentSays() throws Exception {
        for (Map<String, String> environment : List.of(
                Map.of("TZ", "UTC"),
                Map.of("TZ", "Asia/Tokyo"),
                Map.of("TZ", "America/St_Johns"),
                Map.of("LC_ALL", "C"),
                Map.of("LC_ALL", "de_DE.UTF-8"),
                Map.of("TIME_STYLE", "iso"),
                Map.of("BLOCK_SIZE", "1K"),
                Map.of("LS_BLOCK_SIZE", "human-readable"),
                Map.of("QUOTING_STYLE", "c"))) {
            launch(environment);

            assertThat(unpacked()).as(environment.toString()).hasSize(1);
        }
    }

    @Test
    void anotherBuildIsUnpackedBesideIt() throws Exception {
        launch(Map.of());
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));
        launch(Map.of());
        Files.writeString(jar, "a build of another size");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-03-01T10:00:00Z")));
        launch(Map.of());

        assertThat(unpacked()).hasSize(3);
    }

    @Test
    void aContainerImageHoldsTheJarUnpacked() throws Exception {
        Path lib = home.resolve("lib");
        Files.createDirectories(lib.resolve("lib"));
        Files.writeString(lib.resolve("pgretype.jar"), "classes without libraries");

        String output = launch(Map.of("XDG_CACHE_HOME", home.resolve("cache").toString()));

        assertThat(output).contains("-cp " + lib.resolve("pgretype.jar") + " io.pgretype.shell.Pgretype help");
        assertThat(lib).isDirectoryNotContaining("glob:**/run-*");
        assertThat(home.resolve("cache")).doesNotExist();
    }

    private String launch(Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder("bash", home.resolve("pgretype").toString(), "help")
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.equals("TZ") || name.startsWith("LC_"));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", home.resolve("java").toString());
        Process launcher = builder.start();
        String output = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(launcher.waitFor()).as(output).isZero();
        return output;
    }

    private Set<String> unpacked() throws IOException {
        try (Stream<Path> files = Files.list(jar.getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("run-"))
                    .collect(TreeSet::new, Set::add, Set::addAll);
        }
    }
}
