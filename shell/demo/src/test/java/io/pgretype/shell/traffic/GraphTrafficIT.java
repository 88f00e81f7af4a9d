package io.pgretype.shell.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.demo.ContentTables;
import io.pgretype.shell.demo.OrderTables;
import io.pgretype.testkit.TestDatabase;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphTrafficIT {

    private static final long NUMBERS_LEFT = 100_000;

    @AutoClose
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = TestDatabase.create();
    }

    @Test
    void noticesNothingOnOrdersThatNobodyMigrates() throws Exception {
        OrderTables.create(database.url(), 4_000, NUMBERS_LEFT);
        noticesNothing(OrderTables.GRAPH);
    }

    @Test
    void noticesNothingOnTextsThatNobodyMigrates() throws Exception {
        ContentTables.create(database.url(), 5_000);
        noticesNothing(ContentTables.GRAPH);
    }

    @Test
    void noticesAChildThatIsLost() throws Exception {
        OrderTables.create(database.url(), 400, NUMBERS_LEFT);
        try (Traffic traffic = traffic(OrderTables.GRAPH)) {
            traffic.start();
            TimeUnit.SECONDS.sleep(1);
            database.execute("delete from order_line");
            TimeUnit.SECONDS.sleep(2);

            assertThat(traffic.stop().firstErrors())
                    .anyMatch(error -> error.text().contains(" children where "));
            assertThat(new GraphTwins(database.url(), OrderTables.GRAPH).differences(1))
                    .isNotEmpty()
                    .allMatch(difference -> difference.startsWith("only in order_line_twin: "));
        }
    }

    @Test
    void noticesANumberThatIsGivenTwice() throws Exception {
        OrderTables.create(database.url(), 400, NUMBERS_LEFT);
        try (Traffic traffic = traffic(OrderTables.GRAPH)) {
            traffic.start();
            TimeUnit.SECONDS.sleep(1);
            database.execute(
                    "alter table orders alter column id restart with %d".formatted(2_147_483_648L - NUMBERS_LEFT));
            TimeUnit.SECONDS.sleep(2);

            assertThat(traffic.stop().errors()).isPositive();
        }
    }

    private void noticesNothing(KeyGraph graph) throws Exception {
        try (Traffic traffic = traffic(graph)) {
            traffic.start();
            TimeUnit.SECONDS.sleep(3);
            TrafficReport report = traffic.stop();

            assertThat(report.firstErrors()).isEmpty();
            assertThat(report.errors()).isZero();
            assertThat(report.period("alone").orElseThrow().kinds()).containsKeys(GraphStatement.values());
            assertThat(new GraphTwins(database.url(), graph).differences(10)).isEmpty();
        }
    }

    private Traffic traffic(KeyGraph graph) {
        return new Traffic(
                database.url(), TrafficOptions.on(new GraphApplication(graph)).withStatementsPerSecond(600), "alone");
    }
}
