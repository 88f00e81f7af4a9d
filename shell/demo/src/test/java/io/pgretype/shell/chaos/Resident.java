package io.pgretype.shell.chaos;

import io.pgretype.shell.ResidentCommandLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * pgretype in a process that runs one command after another and can be killed at any time. Another one is always being
 * started meanwhile, to take its place.
 */
final class Resident implements AutoCloseable {

    /** The status that a shell reports of a process ended by SIGKILL. */
    static final int KILLED = 137;

    /** How a command ended, and what it wrote to either stream. */
    record Ended(int status, String output) {}

    private Process process = start();
    private Process spare = start();

    private static Process start() {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ResidentCommandLine.class.getName())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types the command; complete when it has ended or its process was killed. */
    CompletableFuture<Ended> type(List<String> words) {
        Process on = process;
        return CompletableFuture.supplyAsync(() -> {
            try {
                return run(on, String.join(" ", words));
            } catch (IOException e) {
                return new Ended(KILLED, String.valueOf(e.getMessage()));
            }
        });
    }

    private static Ended run(Process on, String line) throws IOException {
        var input = new PrintWriter(on.getOutputStream(), true, StandardCharsets.UTF_8);
        input.println(line);
        var output = new StringBuilder();
        BufferedReader lines = on.inputReader(StandardCharsets.UTF_8);
        for (String read = lines.readLine(); read != null; read = lines.readLine()) {
            if (read.startsWith(ResidentCommandLine.ENDED)) {
                return new Ended(
                        Integer.parseInt(read.substring(ResidentCommandLine.ENDED.length())), output.toString());
            }
            output.append(read).append('\n');
        }
        return new Ended(KILLED, output.toString());
    }

    /** SIGKILL: no shutdown hook, no closing of connections. The next command runs in another process. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        process = spare;
        spare = start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        spare.destroyForcibly();
    }
}
