package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jline.builtins.ScreenTerminal;

/** The module's jar in a terminal of 80 × 24, with somebody at the keyboard; what is seen there is a real emulator's. */
final class TerminalProcess implements AutoCloseable {

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;

    private final Process process;
    private final Path place;
    private final ScreenTerminal seen = new ScreenTerminal(COLUMNS, ROWS);
    private final StringBuffer written = new StringBuffer();
    private final Thread reading;

    private TerminalProcess(Process process, Path place) {
        this.process = process;
        this.place = place;
        this.reading = new Thread(this::read, "terminal");
        reading.start();
    }

    /** Starts it as the launcher does; {@code script}, of util-linux, has the pseudo-terminal. */
    static TerminalProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        Path place = Files.createTempFile(directory, "terminal", "");
        List<String> command = new ArrayList<>(UnpackedJar.command());
        command.addAll(1, List.of("-Dpgretype.terminal=true", "-Dpgretype.columns=" + COLUMNS));
        command.addAll(List.of(arguments));
        String line = command.stream().map("'%s'"::formatted).collect(Collectors.joining(" "));
        var builder = new ProcessBuilder(
                        "script",
                        "--quiet",
                        "--return",
                        "--command",
                        "stty cols %d rows %d; echo \"$$ $(tty)\" > '%s'; exec %s"
                                .formatted(COLUMNS, ROWS, place, line),
                        "/dev/null")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        return new TerminalProcess(builder.start(), place);
    }

    private void read() {
        try (var output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] some = new char[4096];
            for (int count = output.read(some); count >= 0; count = output.read(some)) {
                String text = new String(some, 0, count);
                seen.write(text);
                written.append(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void type(String keys) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(keys.getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** What stands on the screen, line by line. */
    List<String> screen() {
        return seen.toString().lines().map(String::stripTrailing).toList();
    }

    void awaitScreen(String text) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(String.join("\n", screen())).contains(text));
    }

    /** All that was written to it, with its escape codes. */
    String written() {
        return written.toString();
    }

    void resize(int columns, int rows) throws Exception {
        seen.setSize(columns, rows);
        new ProcessBuilder("stty", "-F", place()[1], "cols", "" + columns, "rows", "" + rows)
                .start()
                .waitFor();
    }

    /** How the terminal is set, as stty shows it. */
    String settings() throws Exception {
        Process stty = new ProcessBuilder("stty", "-F", place()[1], "-a").start();
        return new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Sends SIGTERM. */
    void terminate() throws IOException {
        ProcessHandle.of(Long.parseLong(place()[0])).orElseThrow().destroy();
    }

    private String[] place() throws IOException {
        return Files.readString(place).strip().split(" ");
    }

    int status() throws Exception {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("still running:\n" + String.join("\n", screen()));
        }
        reading.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
