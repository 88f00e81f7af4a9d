package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.ExitStatus;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes at once: one works, the other is told who does. */
class TwoProcessesIT {

    @TempDir
    Path directory;

    @Test
    void theSecondIsBusyAndTheFirstGoesOn() throws Exception {
        Path changes = Files.createDirectories(directory.resolve("migrations/changes"));
        Files.writeString(changes.resolve("size.yaml"), "table: item\ncolumns: {size: {type: bigint}}\n");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table item (id integer primary key, size integer)",
                    "insert into item select i, i from generate_series(1, 100) as i");
            Map<String, String> environment = database.environment();
            assertThat(ShellProcess.run(directory, environment, "expand", "size")
                            .status())
                    .isZero();
            ShellProcess first;
            try (Connection application = database.connect();
                    Statement statement = application.createStatement()) {
                // As long as this row is locked the first process cannot end.
                application.setAutoCommit(false);
                statement.execute("select from item where id = 5 for update");
                first = ShellProcess.start(directory, environment, "backfill", "size");
                while (database.value("select count(size_new) from item", Long.class) < 99) {
                    Thread.sleep(10);
                }
                ShellProcess.Ending second = ShellProcess.run(directory, environment, "backfill", "size");
                assertThat(second.status()).isEqualTo(ExitStatus.UNFINISHED.number());
                assertThat(second.error()).contains("[busy]").contains("its lease is held by pid ");
                assertThat(first.isAlive()).isTrue();
                application.rollback();
            }
            ShellProcess.Ending ended = first.ending();
            assertThat(ended.status()).as(ended.error()).isZero();
        }
    }
}
