package io.pgretype.shell.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObservationsTest {

    private final Observations seen = new Observations("alone");

    @Test
    void aStallThatSpansTwoPeriodsShowsInBothAndCountsInTheLater() throws SQLException {
        seen.timed(StatementKind.READ_BY_KEY, () -> {
            sleep(20);
            seen.period("expand");
            return true;
        });

        TrafficReport report = seen.report();
        assertThat(report.period("alone").orElseThrow().statements()).isZero();
        assertThat(report.period("expand").orElseThrow().statements()).isEqualTo(1);
        assertThat(report.periods()).allSatisfy(period -> {
            assertThat(period.longest()).isNotNull();
            assertThat(period.longest().length()).isGreaterThan(Duration.ofMillis(19));
            assertThat(period.latency().max()).isGreaterThan(Duration.ofMillis(19));
        });
    }

    @Test
    void countsErrorsAndKeepsTheFirst() {
        for (int i = 0; i < 100; i++) {
            int number = i;
            assertThatThrownBy(() -> seen.timed(StatementKind.INSERT, () -> {
                        throw new SQLException("no " + number + "\nDetail: …", "22003");
                    }))
                    .isInstanceOf(SQLException.class);
        }
        seen.wrongAnswer(StatementKind.READ_BY_KEY, "5, not 7");

        TrafficReport report = seen.report();
        assertThat(report.errors()).isEqualTo(101);
        assertThat(report.statements()).isEqualTo(100);
        assertThat(report.firstErrors()).hasSize(10);
        assertThat(report.firstErrors().get(0).text()).isEqualTo("alone, insert: [22003] no 0");
    }

    @Test
    void aPeriodThatComesBackGoesOnCounting() throws SQLException {
        for (String name : new String[] {"backfill", "alone", "backfill"}) {
            seen.period(name);
            seen.timed(StatementKind.DELETE, () -> 1);
        }

        assertThat(seen.report().periods()).extracting(PeriodReport::name).containsExactly("alone", "backfill");
        assertThat(seen.report().period("backfill").orElseThrow().statements()).isEqualTo(2);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
