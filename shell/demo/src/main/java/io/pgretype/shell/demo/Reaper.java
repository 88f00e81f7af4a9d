package io.pgretype.shell.demo;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A small shell process that outlives this JVM just long enough to end the demo's server and remove its data.
 *
 * <p>It waits at the end of a pipe. The pipe closes when the JVM ends, however it ends: a shutdown hook would not run
 * after kill -9, nor when a terminal's Ctrl-C ends the JVM at once, and a server left behind would go on for ever.
 */
final class Reaper implements AutoCloseable {

    /** Longer than an immediate shutdown ever takes: after 5 s the postmaster kills what is left of its children. */
    private static final int SECONDS_TO_END = 10;

    /**
     * Signals sent to the whole foreground process group are for the JVM. SIGQUIT is an immediate shutdown: nobody will
     * want the data again. The server removes its pid file last. It looks twice, for a server that was just starting
     * writes on after the first.
     */
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT
            read -r order
            [ "$order" = keep ] && exit 0
            pidfile="$1/data/postmaster.pid"
            rounds=20
            while [ -d "$1" ] && [ "$rounds" -gt 0 ]; do
                [ -s "$pidfile" ] && kill -QUIT "$(head -n 1 "$pidfile")"
                tenths=%d
                while [ -f "$pidfile" ] && [ "$tenths" -gt 0 ]; do sleep 0.1; tenths=$((tenths - 1)); done
                rm -rf -- "$1"
                sleep 0.2
                rounds=$((rounds - 1))
            done
            """.formatted(SECONDS_TO_END * 10);

    private final Process process;

    private Reaper(Process process) {
        this.process = process;
    }

    /**
     * Starts it; from now on the directory goes when the JVM goes.
     *
     * @param directory of this demo alone; the server's data are in {@code data} under it
     */
    static Reaper of(Path directory) throws IOException {
        return new Reaper(new ProcessBuilder("sh", "-c", SCRIPT, "pgretype-demo-reaper", directory.toString())
                .directory(new File("/"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The server and its data stay where they are. */
    void keep() throws IOException {
        try (OutputStream order = process.getOutputStream()) {
            order.write("keep\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Ends the server and waits until it and its data are gone. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor(SECONDS_TO_END + 5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // It does its work without us.
            Thread.currentThread().interrupt();
        }
    }
}
