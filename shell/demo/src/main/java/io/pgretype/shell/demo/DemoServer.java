package io.pgretype.shell.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server that belongs to one demo: a fresh directory, a free port, a database of its own.
 *
 * <p>It ends with {@link #close}, and with the JVM if nobody closes it; see {@link Reaper}. Nothing of an earlier demo
 * is ever used again, so a server left behind by an accident cannot be mistaken for this one.
 */
public final class DemoServer implements AutoCloseable {

    private static final String DATABASE = "demo";
    private static final String USER = "postgres";

    /** Small enough for a laptop, and as safe as a real server: zonky would otherwise switch fsync off. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "shared_buffers", "256MB",
            "max_wal_size", "1GB",
            "checkpoint_timeout", "15min",
            "maintenance_work_mem", "128MB",
            "autovacuum", "on",
            "max_connections", "50",
            // Sockets in a directory shared with other servers would stay behind after a kill.
            "unix_socket_directories", "");

    private final Path directory;
    private final int port;
    private final long pid;
    private final Reaper reaper;

    private DemoServer(Path directory, int port, long pid, Reaper reaper) {
        this.directory = directory;
        this.port = port;
        this.pid = pid;
        this.reaper = reaper;
    }

    /**
     * Starts it; takes a few seconds, more when the binaries are unpacked for the first time.
     *
     * @throws IOException if it does not start; nothing is left behind then
     */
    public static DemoServer start() throws IOException {
        return start(Map.of());
    }

    /**
     * Starts one whose settings differ.
     *
     * @param settings by their names, in place of the demo's own
     * @throws IOException if it does not start; nothing is left behind then
     */
    public static DemoServer start(Map<String, String> settings) throws IOException {
        return start(settings, Optional.empty());
    }

    /**
     * Starts one of another version.
     *
     * @param settings by their names, in place of the demo's own
     * @param binaries empty for those on the class path
     * @throws IOException if it does not start; nothing is left behind then
     */
    @SuppressWarnings("resource") // The server outlives its handle: the reaper ends it.
    static DemoServer start(Map<String, String> settings, Optional<PgBinaryResolver> binaries) throws IOException {
        Path directory = Files.createTempDirectory("pgretype-demo-");
        Reaper reaper = Reaper.of(directory);
        try {
            int port = launch(directory, settings, binaries);
            long pid = pid(directory);
            createDatabase(port);
            return new DemoServer(directory, port, pid, reaper);
        } catch (IOException | SQLException | RuntimeException | ExceptionInInitializerError e) {
            String log = lastLines(directory.resolve("server.log"));
            reaper.close();
            throw new IOException("PostgreSQL did not start: %s%s".formatted(e.getMessage(), log), e);
        }
    }

    private static int launch(Path directory, Map<String, String> settings, Optional<PgBinaryResolver> binaries)
            throws IOException {
        var log =
                ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                // An existing directory is what "clean" would take over; ours is new, and removed by the reaper.
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log);
        binaries.ifPresent(builder::setPgBinaryResolver);
        SETTINGS.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        return builder.start().getPort();
    }

    private static long pid(Path directory) throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .get(0)
                .trim());
    }

    private static void createDatabase(int port) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
    }

    private static String lastLines(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        String newLine = System.lineSeparator();
        return newLine + String.join(newLine, lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    /** A JDBC URL with all that a connection needs. */
    public String url() {
        return url(port, DATABASE);
    }

    /** The same for another database of this server. */
    public String url(String database) {
        return url(port, database);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://localhost:%d/%s?user=%s".formatted(port, database, USER);
    }

    public int port() {
        return port;
    }

    /** For example {@code 18.6}. */
    public String version() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** Of this demo alone; it is removed at the end. */
    public Path directory() {
        return directory;
    }

    /** Of the server's first process; a signal to it ends the server. */
    public long pid() {
        return pid;
    }

    /** Leaves the server up when the JVM ends, and says how to reach and how to end it. */
    public List<String> keep() throws IOException {
        reaper.keep();
        return List.of(
                "The server stays up:",
                "  connect  psql postgresql://%s@localhost:%d/%s".formatted(USER, port, DATABASE),
                "  stop     kill -INT %d".formatted(pid),
                "  remove   rm -rf %s".formatted(directory));
    }

    /** Ends the server and removes its data, unless it is kept; returns when both are gone. */
    @Override
    public void close() throws IOException {
        reaper.close();
    }
}
