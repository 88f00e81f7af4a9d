package io.pgretype.shell.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoServerIT {

    /** What a shell runs in its background ignores SIGINT, and so would a JVM started from there. */
    private static final List<String> NOTHING_IGNORED =
            Files.exists(Path.of("/proc")) ? List.of("env", "--default-signal=INT") : List.of();

    @Test
    void isAsSafeAsARealServerAndGoneWhenClosed() throws Exception {
        Child server;
        try (DemoServer demo = DemoServer.start()) {
            server = new Child(demo.pid(), demo.directory(), demo.url());
            assertThat(setting(demo.url(), "fsync")).isEqualTo("on");
            assertThat(setting(demo.url(), "synchronous_commit")).isEqualTo("on");
            assertThat(setting(demo.url(), "shared_buffers")).isEqualTo("256MB");
            assertThat(setting(demo.url(), "autovacuum")).isEqualTo("on");
        }
        assertThat(server.isThere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "KILL"})
    void isGoneSoonAfterItsJvmIs(String signal) throws Exception {
        Process jvm = start();
        Child server = Child.of(jvm);
        assertThat(server.isThere()).isTrue();

        new ProcessBuilder("kill", "-" + signal, Long.toString(jvm.pid()))
                .start()
                .waitFor();
        jvm.waitFor();

        server.awaitEnd();
        await().atMost(Duration.ofSeconds(15)).until(() -> !Files.exists(server.directory()));
    }

    @Test
    void staysUpAfterItsJvmWhenKept() throws Exception {
        Process jvm = start("keep");
        Child server = Child.of(jvm);
        jvm.waitFor();
        try {
            TimeUnit.SECONDS.sleep(1);
            assertThat(setting(server.url(), "server_version_num")).startsWith("18");
        } finally {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.awaitEnd();
            new ProcessBuilder("rm", "-rf", server.directory().toString())
                    .start()
                    .waitFor();
        }
        assertThat(server.isThere()).isFalse();
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(NOTHING_IGNORED);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoServerProgram.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String setting(String url, String name) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private record Child(long pid, Path directory, String url) {

        static Child of(Process jvm) throws IOException {
            BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            // What is logged comes before it.
            while (line != null && !line.matches("[0-9]+ /.*")) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            String[] words = line.split(" ");
            return new Child(Long.parseLong(words[0]), Path.of(words[1]), words[2]);
        }

        /** A process that has ended but that nobody has waited for still has a handle, and no command. */
        boolean isThere() {
            boolean runs = ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .isPresent();
            return runs || Files.exists(directory.resolve("data/postmaster.pid"));
        }

        void awaitEnd() {
            await().atMost(Duration.ofSeconds(15)).until(() -> !isThere());
        }
    }
}
