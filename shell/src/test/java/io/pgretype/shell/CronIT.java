package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code advance} as cron calls it: a process each interval, whether or not the one before has ended, some of them killed
 * or told to stop. {@code .ci/cron} plays many more rounds; the system properties say which.
 */
class CronIT {

    private static final int ROUNDS = Integer.getInteger("cron.rounds", 8);
    private static final Duration INTERVAL = Duration.ofMillis(Integer.getInteger("cron.interval", 2_000));
    private static final long SEED = Long.getLong("cron.seed", 1);
    private static final int ROWS = 20_000;

    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int busy;

    /** A run of {@code advance}, and what is done to it: nothing, SIGTERM or SIGKILL, at that time of the system's clock. */
    private record Run(ShellProcess process, int signal, long signalAt) {

        void signalIfDue() {
            if (signal != 0 && System.nanoTime() >= signalAt && process.isAlive()) {
                if (signal == TERMINATED) {
                    process.terminate();
                } else {
                    process.kill();
                }
            }
        }
    }

    @Test
    void oneChangeIsDoneWhateverIsKilledAndThenCronIsQuiet() throws Exception {
        // About half of the rounds have work to do: the backfill and two comparisons, each at that rate.
        long rate = Math.max(1_000, 6L * ROWS * 1_000 / (ROUNDS * INTERVAL.toMillis()));
        ShellProcess.writeChange(directory, "file-size", """
                table: file
                columns: {size: {type: bigint}}
                soak: 0s
                limits: {max-rate: %d}
                """.formatted(rate));
        try (TestDatabase database = TestDatabase.create();
                Application application = new Application(database)) {
            Queue<Run> running = new ArrayDeque<>();
            for (int round = 0; round < ROUNDS; round++) {
                running.add(start(database, true));
                pass(running, INTERVAL);
            }
            while (!running.isEmpty()) {
                pass(running, Duration.ofMillis(100));
            }
            // From here on nothing is killed: one run ends what is left, and those after it have nothing to do.
            Ending last;
            do {
                last = start(database, false).process().ending();
                expect(last);
            } while (last.status() != 0);
            assertThat(start(database, false).process().ending()).isEqualTo(new Ending(0, "", ""));
            assertThat(start(database, false).process().ending()).isEqualTo(new Ending(0, "", ""));

            application.close();
            assertThat(database.value("select lower(phase) from pgretype.change", String.class))
                    .isEqualTo("contracted");
            assertThat(database.value("select pg_typeof(size)::text from file limit 1", String.class))
                    .isEqualTo("bigint");
            assertThat(database.value("select count(*) from file where size is distinct from written", Long.class))
                    .isZero();
            assertThat(database.value("select count(*) from file", Long.class))
                    .isEqualTo(ROWS + application.inserted());
            System.out.printf(
                    "cron: seed %d, %d rounds, exit statuses %s, %d of them found another at work, the application wrote %d times%n",
                    SEED, ROUNDS, statuses, busy, application.written());
        }
    }

    /** A third of them live on, a third are told to stop, a third are killed: at the start, at work, or too late. */
    private Run start(TestDatabase database, boolean disturbed) {
        int signal = disturbed ? List.of(0, TERMINATED, KILLED).get(random.nextInt(3)) : 0;
        long at = System.nanoTime() + random.nextLong(3 * INTERVAL.toNanos());
        return new Run(
                ShellProcess.start(directory, database.environment(), "advance", "file-size", "--to", "contract"),
                signal,
                at);
    }

    private void pass(Queue<Run> running, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        do {
            running.forEach(Run::signalIfDue);
            Thread.sleep(20);
            List<Run> ended =
                    running.stream().filter(run -> !run.process().isAlive()).toList();
            running.removeAll(ended);
            for (Run run : ended) {
                judge(run);
            }
        } while (System.nanoTime() < end);
    }

    private void judge(Run run) throws Exception {
        Ending ending = run.process().ending();
        if (ending.status() == KILLED || ending.status() == TERMINATED) {
            assertThat(ending.status()).as(ending.toString()).isEqualTo(run.signal());
            statuses.merge(ending.status(), 1, Integer::sum);
        } else {
            expect(ending);
        }
    }

    /** A run that nobody kills has done all, or another was at work; it prints something only if it worked or says why not. */
    private void expect(Ending ending) {
        statuses.merge(ending.status(), 1, Integer::sum);
        assertThat(ending.status()).as(ending.toString()).isIn(0, 4);
        if (ending.status() == 4) {
            assertThat(ending.error()).contains("[busy]");
            busy++;
        }
    }

    /** Writes each value twice: into the column that changes and into one that does not. No statement of it may fail. */
    private static final class Application implements AutoCloseable {

        private final Connection connection;
        private final Thread thread = new Thread(this::write, "application");
        private volatile boolean open = true;
        private volatile int inserted;
        private volatile int written;
        private volatile @Nullable SQLException failure;

        Application(TestDatabase database) throws SQLException {
            database.execute(
                    "create table file (id bigint primary key, size integer not null, written bigint not null)",
                    "insert into file select id, id, id from generate_series(1, %d) id".formatted(ROWS),
                    "analyze file");
            connection = database.connect();
            thread.start();
        }

        int inserted() {
            return inserted;
        }

        int written() {
            return written;
        }

        private void write() {
            var random = new Random(SEED);
            try (Statement statement = connection.createStatement()) {
                while (open) {
                    int value = random.nextInt(Integer.MAX_VALUE);
                    statement.execute("update file set size = %1$d, written = %1$d where id = %2$d"
                            .formatted(value, 1 + random.nextInt(ROWS)));
                    statement.execute("insert into file (id, size, written) values (%2$d, %1$d, %1$d)"
                            .formatted(value, ROWS + 1 + inserted));
                    inserted++;
                    written += 2;
                    LockSupport.parkNanos(50_000_000);
                }
            } catch (SQLException e) {
                failure = e;
            }
        }

        /** Ends it; what stopped it before is thrown. */
        @Override
        public void close() throws Exception {
            if (!open) {
                return;
            }
            open = false;
            thread.join();
            connection.close();
            if (failure != null) {
                throw failure;
            }
        }
    }
}
