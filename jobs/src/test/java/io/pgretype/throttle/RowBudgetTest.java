package io.pgretype.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RowBudgetTest {

    private static final OptionalLong RATE = OptionalLong.of(1_000);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RowBudget budget = new RowBudget(0);
    private long now;

    @Test
    void withoutALimitNobodyWaits() {
        budget.spend(1_000_000);
        assertThat(budget.waitFor(now, OptionalLong.empty())).isZero();
    }

    @Test
    void rowsOfAllWorkersStayBelowTheRate() {
        long rows = 0;
        while (now < 100 * SECOND) {
            now += budget.waitFor(now, RATE).toNanos();
            // Two workers at the same time; each needs 10 ms for 300 rows.
            now += SECOND / 100;
            budget.spend(300);
            budget.spend(300);
            rows += 600;
        }
        assertThat(rows / (now / (double) SECOND)).isCloseTo(1_000, within(10.0));
    }

    @Test
    void timeWithoutWorkSavesNothingUp() {
        now += 60 * SECOND;
        assertThat(budget.waitFor(now, RATE)).isZero();
        budget.spend(1_000);
        assertThat(budget.waitFor(now, RATE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aNewRateCountsForWhatIsOwed() {
        budget.spend(10_000);
        assertThat(budget.waitFor(now, RATE)).isEqualTo(Duration.ofSeconds(10));
        assertThat(budget.waitFor(now, OptionalLong.of(10_000))).isEqualTo(Duration.ofSeconds(1));
        assertThat(budget.waitFor(now, OptionalLong.empty())).isZero();
    }

    @Test
    void aRateOfZeroStopsAfterTheChunksThatRun() {
        budget.spend(1);
        now += 1_000 * SECOND;
        assertThat(budget.waitFor(now, OptionalLong.of(0))).isPositive();
    }
}
