package io.pgretype.shell.kill;

import io.pgretype.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged command line in a process of its own: one that can be killed. */
final class CommandProcess {

    /** What it wrote to either stream, and how it ended. */
    record Ended(int status, String output) {}

    private final Process process;
    private final Path output;

    private CommandProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static CommandProcess start(TestDatabase database, Path changes, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Path.of("target", "pgretype.jar").toAbsolutePath().toString()));
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile("pgretype-", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(database.environment());
        builder.environment().put("PGRETYPE_CHANGES", changes.toString());
        return new CommandProcess(builder.start(), output);
    }

    /** Whether it still runs. */
    boolean runs() {
        return process.isAlive();
    }

    /** SIGKILL: no shutdown hook, no closing of connections. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    Ended await() throws InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("did not end within three minutes: " + text());
        }
        return new Ended(process.exitValue(), text());
    }

    private String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
