package io.pgretype.lint.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsFileTest {

    private static final Path FILE = Path.of("statements.sql");

    @Test
    void whatIsWrittenIsReadAgain() {
        List<String> statements = List.of(
                "select ';' from a where b = $1 -- and c;",
                "update a set b = $1 /* ; */",
                "WITH x AS (SELECT $1) SELECT * FROM x",
                "(select 1) union (select $1)");

        assertThat(StatementsFile.parse(FILE, StatementsFile.text(statements)))
                .extracting(running ->
                        running.sql().lines().findFirst().orElseThrow().replace(" -- and c;", ""))
                .containsExactly(
                        "select ';' from a where b = $1",
                        "update a set b = $1",
                        "WITH x AS (SELECT $1) SELECT * FROM x",
                        "(select 1) union (select $1)");
    }

    /** Those of roles may hold a password. */
    @Test
    void onlyWhatReadsOrWritesRowsIsWritten() {
        assertThat(StatementsFile.text(List.of(
                        "begin",
                        "create role app password 'secret'",
                        "set a = 'b'",
                        "copy a to stdout",
                        "/* app */ delete from a",
                        "commit")))
                .contains("/* app */ delete from a\n;")
                .doesNotContain("secret", "begin", "set a", "copy");
    }

    @Test
    void linesAreThoseOfTheFile() {
        assertThat(StatementsFile.parse(FILE, "-- ours\nselect 1;\n\nbegin;\n  select 2;"))
                .extracting(Running::line)
                .containsExactly(2, 5);
    }

    @Test
    void aFileThatIsNotThereIsOneError() {
        assertThatThrownBy(() -> StatementsFile.read(Path.of("nowhere"), FILE))
                .hasMessageContaining("[production-file-invalid]")
                .hasMessageContaining("statements.sql");
    }
}
