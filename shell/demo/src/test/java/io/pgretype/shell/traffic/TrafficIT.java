package io.pgretype.shell.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.demo.DemoTable;
import io.pgretype.testkit.TestDatabase;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficIT {

    @AutoClose
    private TestDatabase database;

    private TwinOracle oracle;

    @BeforeEach
    void createTableAndTwin() throws Exception {
        database = TestDatabase.create();
        DemoTable.create(database.url(), 2_000);
        oracle = new TwinOracle(database.url(), DemoTable.NAME, DemoTable.COLUMN, "bigint");
        oracle.create();
    }

    @Test
    void noticesNothingOnATableThatNobodyMigrates() throws Exception {
        TrafficReport report = makeTraffic();

        assertThat(report.firstErrors()).isEmpty();
        assertThat(report.errors()).isZero();
        PeriodReport alone = report.period("alone").orElseThrow();
        for (StatementKind kind : StatementKind.values()) {
            if (kind != StatementKind.CONNECT) {
                assertThat(alone.kinds().get(kind).latency().count())
                        .as(kind.text())
                        .isPositive();
            }
        }
        assertThat(oracle.differences(10)).isEmpty();
    }

    @Test
    void theTwinFindsALostUpdate() throws Exception {
        makeTraffic();

        database.execute("""
                update contentcuration_file
                set file_size = 1
                where id = (select min(id) from contentcuration_file where file_size > 1)
                """);

        assertThat(oracle.differences(10))
                .hasSize(2)
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("only in contentcuration_file_twin: ("),
                        other -> assertThat(other).startsWith("only in contentcuration_file: ("));
    }

    @Test
    void theTwinFindsALostRowAndALostNull() throws Exception {
        makeTraffic();

        database.execute("delete from contentcuration_file where id = (select min(id) from contentcuration_file)", """
                update contentcuration_file
                set file_size = 0
                where id = (select max(id) from contentcuration_file where file_size is null)
                """);

        assertThat(oracle.differences(10)).hasSize(3);
    }

    @Test
    void aSessionNoticesAnotherSizeThanItWrote() throws Exception {
        try (Traffic traffic = new Traffic(database.url(), options(), "alone")) {
            traffic.start();
            TimeUnit.SECONDS.sleep(1);
            database.execute(
                    """
                    create function lose() returns trigger language plpgsql as $$
                    begin
                        new.file_size := 42;
                        return new;
                    end
                    $$
                    """,
                    "create trigger lose before update on contentcuration_file for each row execute function lose()");
            TimeUnit.SECONDS.sleep(3);
            TrafficReport report = traffic.stop();

            assertThat(report.errors()).isPositive();
            assertThat(report.firstErrors()).extracting(TrafficError::sqlState).containsOnly(TrafficError.WRONG_ANSWER);
        }
    }

    @Test
    void goesOnAfterItsConnectionsWereCut() throws Exception {
        try (Traffic traffic = new Traffic(database.url(), options(), "before")) {
            traffic.start();
            TimeUnit.SECONDS.sleep(1);
            traffic.period("cut");
            database.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'traffic'");
            TimeUnit.SECONDS.sleep(1);
            traffic.period("after");
            TimeUnit.SECONDS.sleep(1);
            TrafficReport report = traffic.stop();

            assertThat(report.period("before").orElseThrow().errors()).isZero();
            assertThat(report.period("cut").orElseThrow().errors()).isPositive();
            assertThat(report.period("after").orElseThrow().errors()).isZero();
            assertThat(report.period("after").orElseThrow().statements()).isGreaterThan(100);
            assertThat(oracle.differences(10)).isEmpty();
        }
    }

    private TrafficReport makeTraffic() throws Exception {
        try (Traffic traffic = new Traffic(database.url(), options(), "alone")) {
            traffic.start();
            TimeUnit.SECONDS.sleep(3);
            return traffic.stop();
        }
    }

    private TrafficOptions options() {
        return TrafficOptions.on(DemoTable.NAME, oracle.twin()).withStatementsPerSecond(1_000);
    }
}
