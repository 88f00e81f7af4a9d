package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NextIT {

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void aPlannedChange() throws Exception {
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
        database = TestDatabase.create();
        database.execute(
                "create table file (id bigint primary key, size integer)",
                "insert into file select i, i from generate_series(1, 10) as i");
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void doesWhatFollowsOnceItIsAnsweredWithYes() throws Exception {
        Ending ending = console("use file-size", "next", "y", "next", "yes", "next --yes", "status", "quit");

        assertThat(ending.status()).as(ending.output()).isZero();
        assertThat(ending.output())
                .contains("file-size is planned; next there is expand.", "Locks: ", "expand file-size? [y/N]")
                .contains("file-size is expanded; next there is backfill.", "pgretype:file-size (hardened)> ")
                .doesNotContain("harden file-size?");
    }

    @Test
    void anyOtherAnswerChangesNothing() throws Exception {
        Ending ending = console("next file-size", "");

        assertThat(ending.status()).as(ending.output()).isEqualTo(4);
        assertThat(ending.output()).contains("[stopped] expand of change file-size is not begun.");
        assertThat(pgretype("next", "file-size").status()).isEqualTo(4);
        assertThat(pgretype("status", "file-size").status()).isEqualTo(2);
    }

    @Test
    void worksAsASingleCommandToo() throws Exception {
        Ending ending = pgretype("next", "file-size", "--yes");

        assertThat(ending.status()).as(ending.error()).isZero();
        assertThat(ending.error()).contains("next there is expand.").doesNotContain("[y/N]");
        assertThat(pgretype("status", "file-size").output()).contains("expanded");
    }

    @Test
    void aChangeThatIsNowhereIsRefusedBeforeItAsks() throws Exception {
        Ending ending = pgretype("next", "nope");

        assertThat(ending.status()).isEqualTo(2);
        assertThat(ending.error()).contains("change-file-missing").doesNotContain("[y/N]");
    }

    @Test
    void whereNothingFollowsItSaysSo() throws Exception {
        pgretype("next", "file-size", "--yes");
        pgretype("abandon", "file-size");

        assertThat(pgretype("next", "file-size").status()).isEqualTo(3);
    }

    private Ending console(String... lines) throws Exception {
        ShellProcess console = ShellProcess.start(directory, database.environment());
        console.type(List.of(lines));
        return console.ending();
    }

    private Ending pgretype(String... arguments) throws Exception {
        return ShellProcess.run(directory, database.environment(), arguments);
    }
}
