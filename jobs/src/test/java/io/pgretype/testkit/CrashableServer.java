package io.pgretype.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An embedded server for tests in which it dies: nobody else's databases are on it. It is gone when the JVM ends. */
public final class CrashableServer {

    private final PostgresServer server;
    private final Path dataDirectory;

    private CrashableServer(PostgresServer server, Path dataDirectory) {
        this.server = server;
        this.dataDirectory = dataDirectory;
    }

    public static CrashableServer start() {
        Path dataDirectory = EmbeddedServer.dataDirectory();
        return new CrashableServer(EmbeddedServer.start(PostgresServer.major(), dataDirectory), dataDirectory);
    }

    public PostgresServer server() {
        return server;
    }

    /** An immediate shutdown: every session is cut off, and the next start recovers from the WAL as after a crash. */
    public void crash() {
        control("stop", "-m", "immediate");
    }

    /** With the settings and at the port that it had; returns when it takes connections. */
    public void restart() {
        control("restart");
    }

    private void control(String... order) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root: it is somebody else in a user namespace of its own.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program().toString());
        command.addAll(List.of(order));
        command.addAll(List.of("-w", "-D", dataDirectory.toString(), "-l", dataDirectory + "/restarted.log"));
        try {
            int status = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("exit status %d of %s".formatted(status, command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Beside the server's own, whose path is the first word of the line that started it. */
    private Path program() {
        try {
            String line = Files.readString(dataDirectory.resolve("postmaster.opts"));
            return Path.of(line.substring(0, line.indexOf(' ')).replace("\"", ""))
                    .resolveSibling("pg_ctl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
