package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code guard} as an operator types it. */
class GuardShellIT {

    @TempDir
    private Path directory;

    @Test
    void isSwitchedOnAndOffAndSaysHowItStands() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(run(database, "guard", "status").output()).contains("guard: off.");
            assertThat(run(database, "guard", "enable", "--above", "10GB").output())
                    .contains("guard: on, by " + database.user())
                    .contains("rewrite tables above 10GB");
            Ending disabled = run(database, "guard", "disable");
            assertThat(disabled.status()).isZero();
            assertThat(disabled.output()).contains("guard: off.");

            Ending printed = run(database, "guard", "enable", "--print");
            assertThat(run(database, "guard", "status").output()).contains("guard: off.");
            database.execute(printed.output());
            assertThat(run(database, "guard", "status").output())
                    .contains("rewrite tables above 1GB")
                    .doesNotContain("It does not do all of that");

            for (String[] wrong : new String[][] {
                {"guard"}, {"guard", "on"}, {"guard", "status", "--print"}, {"guard", "disable", "--above", "1GB"}
            }) {
                assertThat(run(database, wrong).status()).isEqualTo(2);
            }
        }
    }

    private Ending run(TestDatabase database, String... line) throws Exception {
        return ShellProcess.run(directory, database.environment(), line);
    }
}
