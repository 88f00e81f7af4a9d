package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    @BeforeEach
    void aChange() throws IOException {
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
    }

    @Test
    void afterSigtermTheCommandEndsByItselfAndReports() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table file (id bigint primary key, size integer)");
            assertThat(ShellProcess.run(directory, database.environment(), "expand", "file-size")
                            .status())
                    .isZero();

            ShellProcess watch = ShellProcess.start(directory, database.environment(), "watch", "file-size");
            await().atMost(Duration.ofMinutes(1)).until(() -> sessions(database) > 0);
            // Its session is there; a moment later it watches.
            Thread.sleep(2_000);
            watch.terminate();
            Ending ending = watch.ending();

            assertThat(ending.status()).isEqualTo(TERMINATED);
            assertThat(ending.error()).contains("stopping as soon as that is safe");
            assertThat(ending.output()).contains("phase       expanded");
            await().atMost(Duration.ofSeconds(10)).until(() -> sessions(database) == 0);
        }
    }

    /** It would try for a minute. */
    @Test
    void afterSigtermNobodyGoesOnWaitingForALock() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            statement.execute("create table file (id bigint primary key, size integer)");
            reader.setAutoCommit(false);
            statement.execute("select count(*) from file");

            ShellProcess expand = ShellProcess.start(directory, database.environment(), "expand", "file-size");
            await().atMost(Duration.ofMinutes(1)).until(() -> waitsForALock(database));
            expand.terminate();
            Ending ending = expand.ending();

            assertThat(ending.status()).isEqualTo(TERMINATED);
            assertThat(ending.error())
                    .contains("[lock-not-granted]", "then a stop was asked for")
                    .doesNotContain("not stopped after");
            reader.rollback();
        }
    }

    /** A thousand rows a second: there is work for minutes. */
    @Test
    void afterItsTimeAdvanceEndsWithFourAndTheNextGoesOn() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table file (id bigint primary key, size integer)");
            database.execute("insert into file select i, i from generate_series(1, 200000) i");
            ShellProcess.writeChange(
                    directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\nlimits: {max-rate: 1000}\n");

            Ending first = advance(database, "--stop-after", "15s");
            Ending limit =
                    ShellProcess.run(directory, database.environment(), "limit", "file-size", "--max-rate", "none");
            Ending second = advance(database, "--stop-after", "1h");
            Ending third = advance(database);

            assertThat(first.status()).as(first.error()).isEqualTo(4);
            assertThat(first.error()).contains("[stopped]");
            assertThat(limit.status()).as(limit.error()).isZero();
            assertThat(second.status()).as(second.error()).isZero();
            assertThat(third).isEqualTo(new Ending(0, "", ""));
        }
    }

    @Test
    void outsideItsWindowAdvanceEndsWithFourAndPrintsNothing() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table file (id bigint primary key, size integer)");
            LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
            ShellProcess.writeChange(
                    directory,
                    "file-size",
                    "table: file\ncolumns: {size: {type: bigint}}\nwindow: %s-%s\n"
                            .formatted(now.plusHours(6), now.plusHours(7)));

            Ending ending = advance(database);

            assertThat(ending).isEqualTo(new Ending(4, "", ""));
            assertThat(database.value("select to_regnamespace('pgretype') is null", Boolean.class))
                    .isTrue();
        }
    }

    private Ending advance(TestDatabase database, String... options) throws Exception {
        var words = new ArrayList<>(List.of("advance", "file-size"));
        words.addAll(List.of(options));
        return ShellProcess.run(directory, database.environment(), words.toArray(String[]::new));
    }

    private static boolean waitsForALock(TestDatabase database) {
        return database.value(
                "select exists (select from pg_stat_activity where application_name = 'pgretype'"
                        + " and datname = current_database() and wait_event_type = 'Lock')",
                Boolean.class);
    }

    private static int sessions(TestDatabase database) {
        return database.value(
                "select count(*) from pg_stat_activity where application_name = 'pgretype'"
                        + " and datname = current_database()",
                Integer.class);
    }
}
