package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} says of change files that are not in the ledger. */
class PlannedStatusIT {

    @TempDir
    private Path directory;

    @AutoClose
    private TestDatabase database;

    @BeforeEach
    void aTable() throws Exception {
        database = TestDatabase.create();
        database.execute("create table file (id bigint primary key, size integer, title varchar(80))");
    }

    @Test
    void theyArePlanned() throws Exception {
        write("broken", "table: [");
        write("file-size", "table: file\ncolumns: {size: {type: bigint}, id: {type: numeric}}\n");

        Ending status = run("status");

        assertThat(status.status()).as(status.error()).isZero();
        assertThat(status.output().lines())
                .containsExactly(
                        "CHANGE     COLUMN            STATE",
                        "broken     -                 its file cannot be used: plan says why",
                        "file-size  public.file.size  planned, not expanded",
                        "           public.file.id",
                        "next: ./pgretype plan broken");
    }

    @Test
    void thoseThatAreInTheDatabaseAreNot() throws Exception {
        write("title-text", "table: file\ncolumns: {title: {type: text}}\n");
        write("file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
        write("later", "table: file\ncolumns: {id: {type: numeric}}\n");
        assertThat(run("alter", "title-text").status()).isZero();
        assertThat(run("expand", "file-size").status()).isZero();

        String status = run("status").output();

        assertThat(status)
                .contains("next: ./pgretype plan later", "  public.file.size, integer → bigint")
                .doesNotContain("title-text", "no changes");
        assertThat(status.lines().filter(line -> line.endsWith("planned, not expanded")))
                .hasSize(1);
    }

    @Test
    void withoutAnyThereIsNothing() throws Exception {
        assertThat(run("status").output()).isEqualToIgnoringNewLines("no changes");
    }

    private void write(String name, String text) throws Exception {
        ShellProcess.writeChange(directory, name, text);
    }

    private Ending run(String... arguments) throws Exception {
        return ShellProcess.run(directory, database.environment(), arguments);
    }
}
