package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.shell.ShellProcess;
import io.pgretype.shell.ShellProcess.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as it is typed, in small. How fast anything is does not matter here. */
class BenchmarkIT {

    private static final List<String> METHODS = List.of(
            "alter-table", "one-update", "batches-1", "batches-2", "touched-1", "pgretype-1", "pgretype-2", "change-2");

    @TempDir
    private Path directory;

    private Path servers;

    @BeforeEach
    void aPlaceForItsServers() throws Exception {
        servers = Files.createDirectory(directory.resolve("servers"));
    }

    @Test
    void measuresEveryMethodAndFillsEveryColumn() throws Exception {
        Ending ending = run(
                "--quick",
                "--rows",
                "10000",
                "--case",
                "random",
                "--method",
                String.join(",", METHODS),
                "--picture",
                "picture.svg");

        assertThat(ending.status()).as(ending.toString()).isZero();
        for (String method : METHODS) {
            String[] cells = cells(ending, method);
            assertThat(number(cells[1])).as("seconds of " + method).isPositive();
            assertThat(number(cells[2])).as("rows/s of " + method).isPositive();
            assertThat(number(cells[3])).as("WAL of " + method).isBetween(100.0, 100_000.0);
            assertThat(number(cells[4])).as("table growth of " + method).isBetween(-5.0, 300.0);
            assertThat(number(cells[5])).as("index growth of " + method).isBetween(-40.0, 300.0);
            if (method.equals("alter-table")) {
                assertThat(cells[6]).isEqualTo("-");
            } else {
                assertThat(number(cells[6])).as("HOT of " + method).isBetween(0.0, 100.0);
            }
            assertThat(List.of(cells).subList(7, 10)).allMatch(cell -> cell.matches("[\\d.]+x"));
        }
        assertThat(Files.readString(directory.resolve("picture.svg"))).contains("<svg", "pgretype, 2 workers");
        assertNothingIsLeft();
    }

    @Test
    void measuresTheTrafficBesideAMethodAgainstItsOwnBaseline() throws Exception {
        Ending ending = run("--quick", "--rows", "10000", "--traffic-only", "--method", "pgretype-2");

        assertThat(ending.status()).as(ending.toString()).isZero();
        assertThat(ending.output()).containsPattern("pgretype-2 +alone +[\\d,]+ .*ms +0\n");
        assertThat(ending.output()).containsPattern("\n +[\\d.]+ +beside +[\\d,]+ .*ms +0\n");
        assertThat(ending.output()).containsPattern("\n +ratio +[\\d.]+x +[\\d.]+x +[\\d.]+x +[\\d.]+x\n");
        assertNothingIsLeft();
    }

    @Test
    void leavesNothingBehindWhenItIsStopped() throws Exception {
        ShellProcess benchmark = start("--rows", "5000000");
        await().atMost(Duration.ofMinutes(1)).until(this::aServerRuns);
        benchmark.terminate();

        Ending ending = benchmark.ending();
        assertThat(ending.status()).isEqualTo(128 + 15);
        assertThat(ending.error()).contains("The benchmark was interrupted");
        assertNothingIsLeft();
    }

    @Test
    void refusesWhatItCannotMeasureBeforeItStartsAServer() throws Exception {
        assertThat(run("--case", "serial").status()).isEqualTo(2);
        assertThat(run("--method", "magic").error()).contains("pgretype-2");
        assertThat(run("--picture", "no-such-directory/picture.svg").status()).isEqualTo(2);
    }

    private Ending run(String... options) throws Exception {
        return start(options).ending();
    }

    private ShellProcess start(String... options) {
        String[] arguments =
                Stream.concat(Stream.of("benchmark"), Stream.of(options)).toArray(String[]::new);
        return ShellProcess.start(directory, Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + servers), arguments);
    }

    /** It answers to nobody yet, perhaps. */
    private boolean aServerRuns() throws IOException {
        try (Stream<Path> found = Files.list(servers)) {
            return found.anyMatch(path -> Files.exists(path.resolve("data/postmaster.pid")));
        }
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(servers)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("pgretype")))
                    .isEmpty();
        }
    }

    /** The table's row, not the line that was printed when the measurement was there. */
    private static String[] cells(Ending ending, String method) {
        return ending.output()
                .lines()
                .filter(line -> line.startsWith(method))
                .findFirst()
                .orElseThrow()
                .split(" +");
    }

    private static double number(String cell) {
        return Double.parseDouble(cell.replace(",", "").replace("%", ""));
    }
}
