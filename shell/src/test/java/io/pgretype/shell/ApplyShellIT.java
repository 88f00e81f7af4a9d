package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code apply} as an operator types it. */
class ApplyShellIT {

    @TempDir
    private Path directory;

    @Test
    void judgesRunsAndRemembers() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table item (id integer primary key, name text)");
            Files.writeString(directory.resolve("1.sql"), "create table item (id integer primary key, name text);\n");
            Files.writeString(directory.resolve("2.sql"), "alter table item add column note text;\n");
            Files.writeString(directory.resolve("3.sql"), "create index item_name on item (name);\n");
            String[] judged = {"apply", "2.sql", "--scratch", database.url()};

            assertThat(run(database, "apply", "2.sql"))
                    .satisfies(ending -> assertThat(ending.status()).isEqualTo(3))
                    .satisfies(ending -> assertThat(ending.error()).contains("[migration-unjudged]"));
            assertThat(run(database, "apply", "2.sql", "--dry-run", "--scratch", database.url())
                            .output())
                    .contains("alter table item add column note text", "ACCESS EXCLUSIVE on public.item");
            assertThat(run(database, judged).output()).contains("2.sql:1: done; 1 attempt");
            assertThat(run(database, judged).output()).contains("2.sql: was applied before");
            assertThat(run(database, "apply", "3.sql", "--scratch", database.url()))
                    .satisfies(ending -> assertThat(ending.status()).isEqualTo(3))
                    .satisfies(ending -> assertThat(ending.error())
                            .contains("[migration-unsafe]", "3.sql:1 index-build-blocks-writes"));
            Files.writeString(directory.resolve("4.sql"), "select 1;\nselect 1 / 0;\n");
            assertThat(run(database, "apply", "4.sql", "--unjudged").error()).contains("[migration-failed]");
            assertThat(run(database, "status").output())
                    .contains(
                            "2.sql  done",
                            "4.sql  failed, 1 part done",
                            "4.sql:2 failed: select 1 / 0: ERROR: division by zero");
            assertThat(run(database, "apply", "--unjudged").status()).isEqualTo(2);
            assertThat(run(database, "apply", "2.sql", "--lock-budget", "soon").status())
                    .isEqualTo(2);
        }
    }

    private Ending run(TestDatabase database, String... line) throws Exception {
        return ShellProcess.run(directory, database.environment(), line);
    }
}
