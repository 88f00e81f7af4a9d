package io.pgretype.shell.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pgretype.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs where PgBouncer is installed. */
class PoolerIT {

    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");

    private TestDatabase database;
    private Path directory;
    private Process pooler;
    private int port;

    @BeforeEach
    void aDatabaseToPool() throws Exception {
        assumeThat(PGBOUNCER).isExecutable();
        database = TestDatabase.create();
        directory = Files.createTempDirectory("pgbouncer-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void stop() {
        if (pooler != null) {
            pooler.destroy();
            database.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void aPoolerThatMovesSessionsIsRefused(String mode) throws Exception {
        pool(mode, "");

        assertThatThrownBy(this::check).hasMessageContaining("[transaction-pooler]");
    }

    @Test
    void roundRobinIsSeenThroughToo() throws Exception {
        pool("transaction", "server_round_robin = 1");

        assertThatThrownBy(this::check).hasMessageContaining("[transaction-pooler]");
    }

    @Test
    void sessionModeIsFine() throws Exception {
        pool("session", "");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void sessionModeWithASingleSessionIsFine() throws Exception {
        pool("session", "default_pool_size = 1");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void check() {
        new ServerCheck(ConnectionSettings.of(
                        null,
                        Map.of(
                                "PGHOST", "127.0.0.1",
                                "PGPORT", Integer.toString(port),
                                "PGUSER", database.user(),
                                "PGDATABASE", database.name())))
                .check();
    }

    private void pool(String mode, String more) throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                %s
                """.formatted(
                        database.host(), database.port(), database.user(), database.password(), port, mode, more));
        List<String> command = new ArrayList<>(List.of(PGBOUNCER.toString(), "-q"));
        if (System.getProperty("user.name").equals("root")) {
            // It does not run as root.
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        pooler = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::listens);
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
