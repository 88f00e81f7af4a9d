package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands on the console's standard input, which is no terminal there. */
class PipedConsoleIT {

    @TempDir
    private static Path directory;

    @AutoClose
    private static TestDatabase database;

    @BeforeAll
    static void anExpandedChange() throws Exception {
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
        database = TestDatabase.create();
        database.execute(
                "create table file (id bigint primary key, size integer)",
                "insert into file select i, i from generate_series(1, 10) as i");
        assertThat(ShellProcess.run(directory, database.environment(), "expand", "file-size")
                        .status())
                .isZero();
    }

    @Test
    void areRunOneAfterTheOther() throws Exception {
        Ending ending = pipe("use file-size", "", "status", "help", "quit");

        assertThat(ending.status()).as(ending.output()).isZero();
        assertThat(ending.output())
                .contains("pgretype:file-size (expanded)> ", "public.file", "exit status: 0 done or nothing to do");
    }

    @Test
    void areNotKeptInTheHistoryOfWhatWasTyped() throws Exception {
        var environment = new HashMap<>(database.environment());
        environment.put("PGRETYPE_HISTORY", directory.resolve("history").toString());
        ShellProcess console = ShellProcess.start(directory, environment);
        console.type(List.of("quit"));

        assertThat(console.ending().status()).isZero();
        assertThat(directory.resolve("history")).doesNotExist();
    }

    @Test
    void areToldWhatToTypeThere() throws Exception {
        assertThat(pipe("status nope").output())
                .contains("Type: plan nope, then expand nope.")
                .doesNotContain("./pgretype plan");
    }

    @Test
    void endWithZeroWithoutQuitToo() throws Exception {
        assertThat(pipe("status file-size").status()).isZero();
    }

    @Test
    void theLastNeedsNoEndOfLine() throws Exception {
        ShellProcess console = ShellProcess.start(directory, database.environment());
        console.write("status file-size\nbogus");

        assertThat(console.ending().status()).isEqualTo(2);
    }

    /** What comes next was typed for a success: {@code contract} after a {@code verify} that was refused. */
    @ParameterizedTest
    @CsvSource({
        "status nope,             2, change-unknown",
        "bogus,                   2, bad-command-line",
        "verify 'file-size,       2, bad-command-line",
        "cutover file-size,       3, 'file-size is expanded; next there is'",
        "progress-check file-size,4, rows-left",
    })
    void endWithTheFirstThatWasNotDone(String command, int status, String said) throws Exception {
        Ending ending = pipe("status file-size", command, "history file-size");

        assertThat(ending.status()).as(ending.output()).isEqualTo(status);
        assertThat(ending.output()).contains(said, "nothing after it is run").doesNotContain("planned → expanded");
    }

    private static Ending pipe(String... lines) throws Exception {
        ShellProcess console = ShellProcess.start(directory, database.environment());
        console.type(List.of(lines));
        return console.ending();
    }
}
