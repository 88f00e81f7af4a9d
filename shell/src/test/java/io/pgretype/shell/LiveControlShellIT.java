package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pause}, {@code resume} and {@code limit} as an operator types them. */
class LiveControlShellIT {

    @TempDir
    private Path directory;

    @Test
    void whatAnOperatorAsksIsSaidBackAndRemembered() throws Exception {
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table file (id bigint primary key, size integer)");
            assertThat(run(database, "expand", "file-size").status()).isZero();

            assertThat(run(database, "limit", "file-size", "--workers", "4", "--max-lag", "none")
                            .output())
                    .containsPattern("workers +4 +operator " + database.user())
                    .containsPattern("max-lag +none +operator " + database.user());
            assertThat(run(database, "limit", "file-size").output())
                    .containsPattern("workers +4 +operator " + database.user())
                    .containsPattern("max-slowdown +150% +default");
            assertThat(run(database, "limit", "file-size", "--reset").output()).containsPattern("workers +2 +default");

            assertThat(run(database, "pause", "file-size").output())
                    .contains("paused: file-size.", "Nothing works on it now", "./pgretype resume file-size");
            assertThat(run(database, "resume", "file-size").output())
                    .contains("resumed: file-size had been paused by " + database.user());

            Ending wrong = run(database, "limit", "file-size", "--max-lag", "soon");
            assertThat(wrong.status()).isEqualTo(2);
            assertThat(wrong.error()).contains("[bad-command-line]", "--max-lag: 'soon' is not a duration");
            Ending unknown = run(database, "pause", "other");
            assertThat(unknown.status()).isEqualTo(2);
            assertThat(unknown.error()).contains("[change-unknown]");
        }
    }

    private Ending run(TestDatabase database, String... line) throws Exception {
        return ShellProcess.run(directory, database.environment(), line);
    }
}
