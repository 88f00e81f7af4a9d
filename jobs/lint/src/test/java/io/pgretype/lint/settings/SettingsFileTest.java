package io.pgretype.lint.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.lint.migration.Tool;
import io.pgretype.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @Test
    void readsEverything() {
        assertThat(SettingsFile.parse("a file", """
                migrations: db/migration
                base: origin/main
                tool: flyway
                placeholders:
                  owner: shop
                  tablespace: fast
                schema: db/schema.sql
                postgres: 16
                stats: db/stats.yaml
                statements: db/statements.sql
                lock-timeout: 2s
                """))
                .isEqualTo(new LintSettings(
                        List.of(Path.of("db/migration")),
                        Optional.of("origin/main"),
                        Optional.of(Tool.FLYWAY),
                        Map.of("owner", "shop", "tablespace", "fast"),
                        Optional.of(Path.of("db/schema.sql")),
                        OptionalInt.of(16),
                        Optional.of(Path.of("db/stats.yaml")),
                        Optional.of(Path.of("db/statements.sql")),
                        Optional.of(Duration.ofSeconds(2))));
    }

    @Test
    void migrationsMayBeInSeveralDirectories() {
        assertThat(SettingsFile.parse("a file", "migrations: [a, b]").migrations())
                .containsExactly(Path.of("a"), Path.of("b"));
    }

    @Test
    void whatTheCommandLineSaysCounts() {
        LintSettings file = SettingsFile.parse("a file", "migrations: a\nbase: b\npostgres: 15");
        LintSettings line = SettingsFile.parse("a line", "base: c\npostgres: 14");

        assertThat(file.unless(line)).isEqualTo(SettingsFile.parse("both", "migrations: a\nbase: c\npostgres: 14"));
    }

    @Test
    void withoutTheFileNothingIsSet(@TempDir Path directory) {
        assertThat(SettingsFile.of(directory)).isEqualTo(LintSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "migrations: a\\nmigration: b"  | 2 | unknown key 'migration'
            "- a"                           | 1 | the file must be a mapping of keys to values
            "base: [a, b]"                  | 1 | base must be a single value
            "base: a\\npostgres: 9"         | 2 | '9' is no major version from 14 on
            "lock-timeout: 0s"              | 1 | '0s' is no timeout
            "lock-timeout: long"            | 1 | 'long' is no duration
            "placeholders:\\n  a: {b: c}"   | 2 | placeholder a must be a single value
            "placeholders:\\n  a: b\\n  a: c" | 3 | placeholder a is given twice
            "tool: rails"                   | 1 | 'rails' is none of flyway, liquibase
            "base: [a"                      | 1 | not YAML
            """)
    void whatIsWrongIsNamedWithFileAndLine(String text, int line, String observed, @TempDir Path directory)
            throws Exception {
        Path file = Files.writeString(directory.resolve(SettingsFile.NAME), text.replace("\\n", "\n"));

        assertThatThrownBy(() -> SettingsFile.of(directory))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        "[settings-file-invalid] The settings file %s:%d cannot be used.".formatted(file, line))
                .hasMessageContaining(observed);
    }
}
