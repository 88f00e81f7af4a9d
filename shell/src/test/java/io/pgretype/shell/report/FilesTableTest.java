package io.pgretype.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.AppliedFiles.FileState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilesTableTest {

    private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void showsWhatIsNotDoneFirstWithItsError() {
        var lines = FilesTable.lines(List.of(
                file("1.sql", Optional.of(BEGUN), Optional.empty()),
                file(
                        "2.sql",
                        Optional.empty(),
                        Optional.of("2.sql:4 failed: select 1 / 0: ERROR: division by zero (22012)")),
                file("3.sql", Optional.empty(), Optional.empty())));

        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).startsWith("2.sql  failed, 1 part done");
        assertThat(lines.get(2)).startsWith("3.sql  begun, 1 part done");
        assertThat(lines.get(3)).startsWith("1.sql  done");
        assertThat(lines.get(4)).isEqualTo("2.sql:4 failed: select 1 / 0: ERROR: division by zero (22012)");
    }

    @Test
    void saysHowManyOlderOnesAreDone() {
        var lines = FilesTable.lines(IntStream.rangeClosed(1, 12)
                .mapToObj(number -> file(number + ".sql", Optional.of(BEGUN), Optional.empty()))
                .toList());

        assertThat(lines).hasSize(12).last().isEqualTo("and 2 older ones that are done");
        assertThat(FilesTable.lines(List.of())).isEmpty();
    }

    private static FileState file(String name, Optional<Instant> done, Optional<String> error) {
        return new FileState(name, "operator", BEGUN, done, 1, error.map(text -> BEGUN), error);
    }
}
