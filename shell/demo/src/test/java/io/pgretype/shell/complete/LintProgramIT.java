package io.pgretype.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess;
import io.pgretype.shell.ShellProcess.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lint} as a team has it in a checkout: a repository, no database, no change. */
class LintProgramIT {

    /** Nothing listens there, so whatever needs a database fails at once. */
    private static final Map<String, String> NO_DATABASE = Map.of("PGHOST", "localhost", "PGPORT", "1");

    @TempDir
    private Path directory;

    @BeforeEach
    void aBranchThatAddsAMigration() throws Exception {
        write(".pgretype.yaml", "migrations: db/migration\nlock-timeout: 2s\n");
        write("db/migration/V1__orders.sql", "create table orders (id integer primary key, number integer);\n");
        git("init", "--quiet", "--initial-branch=main");
        git("add", "--all");
        git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "x");
        git("checkout", "--quiet", "-b", "topic");
        write("db/migration/V2__number.sql", "alter table orders alter column number type bigint;\n");
    }

    @Test
    void triesItOnAServerOfItsOwn() throws Exception {
        Ending lint = run("lint");

        assertThat(lint.status()).as(lint.error()).isEqualTo(3);
        assertThat(lint.output())
                .contains("db/migration/V2__number.sql:1 table-rewrite", "1 statement tried on PostgreSQL 18.")
                .doesNotContain("V1__orders", "lock-without-timeout", "\u001b");
        assertThat(lint.error()).isEmpty();
    }

    @Test
    void writesAFormatToAFileAndTextForPeople() throws Exception {
        Ending lint = run("lint", "--format", "sarif", "--out", "reports/lint.sarif");

        assertThat(lint.output()).contains("db/migration/V2__number.sql:1 table-rewrite");
        assertThat(Files.readString(directory.resolve("reports/lint.sarif")))
                .contains("\"ruleId\" : \"table-rewrite\"");
    }

    @Test
    void aSettingsFileWithAMistakeIsAUsageError() throws Exception {
        write(".pgretype.yaml", "migrations: db/migration\nbranch: main\n");

        Ending lint = run("lint");

        assertThat(lint.status()).isEqualTo(2);
        assertThat(lint.error())
                .startsWith("[settings-file-invalid] The settings file .pgretype.yaml:2 cannot be used.")
                .contains("unknown key 'branch'");
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    private Ending run(String... words) throws Exception {
        return ShellProcess.run(directory, NO_DATABASE, words);
    }
}
