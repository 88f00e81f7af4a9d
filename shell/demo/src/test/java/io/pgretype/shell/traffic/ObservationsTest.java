package io.pgretype.shell.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ObservationsTest {

    private final Observations all = new Observations("alone");
    private final Noticed seen = new Noticed(all, Client.CAREFUL);

    @Test
    void aStallThatSpansTwoPeriodsShowsInBothAndCountsInTheLater() throws SQLException {
        seen.timed(StatementKind.READ_BY_KEY, () -> {
            sleep(20);
            all.period("expand");
            return true;
        });

        TrafficReport report = all.report();
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

        TrafficReport report = all.report();
        assertThat(report.errors()).isEqualTo(101);
        assertThat(report.statements()).isEqualTo(100);
        assertThat(report.firstErrors()).hasSize(10);
        assertThat(report.firstErrors().get(0).text()).isEqualTo("alone, insert: [22003] no 0");
    }

    @Test
    void aPeriodThatComesBackGoesOnCounting() throws SQLException {
        for (String name : new String[] {"backfill", "alone", "backfill"}) {
            all.period(name);
            seen.timed(StatementKind.DELETE, () -> 1);
        }

        assertThat(all.report().periods()).extracting(PeriodReport::name).containsExactly("alone", "backfill");
        assertThat(all.report().period("backfill").orElseThrow().statements()).isEqualTo(2);
    }

    @Test
    void onlyThePlanErrorsOfACarelessClientAreNoErrors() {
        Noticed careless = new Noticed(all, Client.CARELESS);
        for (Noticed client : new Noticed[] {seen, careless}) {
            fail(client, "ERROR: cached plan must not change result type", "0A000");
            fail(client, "ERROR: cannot do that", "0A000");
        }

        TrafficReport report = all.report();
        assertThat(report.planErrors(Client.CARELESS)).isEqualTo(1);
        assertThat(report.planErrors(Client.CAREFUL)).isEqualTo(1);
        assertThat(report.errors()).isEqualTo(3);
        assertThat(report.statements()).isEqualTo(4);
        assertThat(report.firstErrors())
                .extracting(TrafficError::message)
                .containsExactly(
                        "ERROR: cached plan must not change result type",
                        "ERROR: cannot do that",
                        "ERROR: cannot do that");
    }

    private static void fail(Noticed client, String message, String sqlState) {
        assertThatThrownBy(() -> client.timed(StatementKind.READ_ALL, () -> {
                    throw new SQLException(message, sqlState);
                }))
                .isInstanceOf(SQLException.class);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
