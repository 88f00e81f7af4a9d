package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhasesTableTest {

    @Test
    void dividesTheTimeOfAWholeChangeAmongItsPhases() {
        Measurement plain = Measured.of(Method.CHANGE_2, 12);
        Measurement change = new Measurement(
                plain.kind(),
                plain.method(),
                plain.took(),
                plain.walBytes(),
                0.08,
                1.0,
                null,
                Map.of(
                        PhaseCommand.VERIFY, Duration.ofMillis(1_500),
                        PhaseCommand.EXPAND, Duration.ofMillis(500),
                        PhaseCommand.BACKFILL, Duration.ofSeconds(10)));

        assertThat(PhasesTable.lines(Measured.results(Measured.of(Method.ALTER_TABLE, 8), change)))
                .map(line -> line.strip().replaceAll(" +", " "))
                .containsExactly(
                        "",
                        "SECONDS EXPAND BACKFILL VERIFY SUM ALTER",
                        plain.kind().name() + " 0.5 10.0 1.5 12.0 1.50x");
    }

    @Test
    void isEmptyWhereNoMethodRanThem() {
        assertThat(PhasesTable.lines(Measured.results(Measured.of(Method.PGRETYPE_2, 8))))
                .isEmpty();
    }
}
