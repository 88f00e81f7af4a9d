package io.pgretype.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The module's jar as a process of its own, as an operator or cron would run it. */
public final class ShellProcess {

    private final Process process;
    private final CompletableFuture<String> output;
    private final CompletableFuture<String> error;

    private ShellProcess(Process process) {
        this.process = process;
        this.output = read(process.getInputStream());
        this.error = read(process.getErrorStream());
    }

    /** How it ended. */
    public record Ending(int status, String output, String error) {}

    /** Where it looks for a change when it runs in that directory. */
    static void writeChange(Path directory, String name, String text) throws IOException {
        Path changes = Files.createDirectories(directory.resolve("migrations/changes"));
        Files.writeString(changes.resolve(name + ".yaml"), text);
    }

    public static ShellProcess start(Path directory, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(UnpackedJar.command());
        command.addAll(List.of(arguments));
        return start(directory, environment, command);
    }

    /** Of the test's own environment it sees nothing that tells pgretype what to do. */
    private static ShellProcess start(Path directory, Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        try {
            return new ShellProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Ending run(Path directory, Map<String, String> environment, String... arguments) throws Exception {
        return start(directory, environment, arguments).endingWithoutInput();
    }

    /** Any program: pgretype's launcher, for example. */
    static Ending run(Path directory, Map<String, String> environment, List<String> command) throws Exception {
        return start(directory, environment, command).endingWithoutInput();
    }

    private Ending endingWithoutInput() throws Exception {
        process.getOutputStream().close();
        return ending();
    }

    /** Types the lines, and no more. */
    public void type(List<String> lines) throws IOException {
        write(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    /** To standard input, and no more. */
    public void write(String text) throws IOException {
        try (var input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends SIGTERM; Process.destroy() would close the streams as well. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Ending ending() throws Exception {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new TimeoutException("still running: " + process.info());
        }
        return new Ending(process.exitValue(), output.get(), error.get());
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
