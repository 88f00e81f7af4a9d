package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever command comes after a killed run, it puts right what that has left. */
class ForgottenIT {

    @TempDir
    private Path directory;

    @Test
    void statusGivesTheTableItsAutovacuumBack() throws Exception {
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table file (id bigint primary key, size integer)");
            assertThat(run(database, "expand", "file-size").status()).isZero();
            database.execute(
                    "alter table file set (autovacuum_enabled = false)",
                    "insert into pgretype.autovacuum_off (change, table_oid) values ('file-size', 'file'::regclass)");

            assertThat(run(database, "status", "--help").status()).isZero();
            assertThat(database.value("select count(*) from pgretype.autovacuum_off", Long.class))
                    .isOne();
            Ending status = run(database, "status");

            assertThat(status.status()).isZero();
            assertThat(status.error()).isEmpty();
            assertThat(database.value("select count(*) from pgretype.autovacuum_off", Long.class))
                    .isZero();
            assertThat(database.value("select reloptions::text from pg_class where relname = 'file'", String.class))
                    .isNull();
        }
    }

    private Ending run(TestDatabase database, String... words) throws Exception {
        return ShellProcess.run(directory, database.environment(), words);
    }
}
