package io.pgretype.lint.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.change.QualifiedName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatisticsFileTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        Statistics statistics = new Statistics(
                "18.6",
                Instant.parse("2026-11-28T17:00:00Z"),
                Map.of(
                        QualifiedName.of("public", "orders"), new Size(5_000_000, 750_000_000),
                        QualifiedName.of("My Schema", "a\"b\\c.d: \n{é}"), new Size(1, 8192)),
                Map.of(QualifiedName.of("public", "orders_pkey"), new Size(5_000_000, 112_000_000)),
                List.of(QualifiedName.of("public", "fresh")));

        assertThat(StatisticsFile.parse("a file", StatisticsFile.text(statistics)))
                .isEqualTo(statistics);
    }

    @Test
    void anEmptyDatabaseIsReadAgain() {
        assertThat(StatisticsFile.parse("a file", StatisticsFile.text(statistics(Map.of()))))
                .isEqualTo(statistics(Map.of()));
    }

    private static Statistics statistics(Map<QualifiedName, Size> tables) {
        return new Statistics("14.22", Instant.EPOCH, tables, Map.of(), List.of());
    }

    @Test
    void whatIsWrongIsOneErrorWithItsLine() {
        assertRefused("", "a file", "is empty");
        assertRefused("server: '18'\ntaken: yesterday\ntables: {}\n", "a file:2", "yesterday");
        assertRefused(
                "server: '18'\ntaken: 2026-11-28T17:00:00Z\ntables:\n  orders: {rows: many, bytes: 1}\n",
                "a file:4",
                "'many' is no number");
        assertRefused("server: '18'\nrows: 4\n", "a file:2", "unknown key 'rows'");
        assertThatThrownBy(() -> StatisticsFile.read(Path.of("no such file")))
                .hasMessageContaining("[production-file-invalid]")
                .hasMessageContaining("no such file");
    }

    private static void assertRefused(String text, String... parts) {
        assertThatThrownBy(() -> StatisticsFile.parse("a file", text))
                .hasMessageContaining("[production-file-invalid]")
                .satisfies(error -> assertThat(error.getMessage()).contains(parts));
    }
}
