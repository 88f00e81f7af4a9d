package io.pgretype.lint.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.QualifiedName;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadStatisticsIT {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeAll
    static void fill() {
        DATABASE.execute(
                "create table orders (id integer primary key, note text)",
                "insert into orders select n, repeat('x', 100) from generate_series(1, 20000) n",
                "create table event (at integer not null) partition by range (at)",
                "create table event_1 partition of event for values from (0) to (15000)",
                "create table event_2 partition of event for values from (15000) to (40000)",
                "create table event_3 partition of event for values from (40000) to (50000)",
                "insert into event select n from generate_series(1, 30000) n",
                "create schema shop",
                "create table shop.fresh (id integer)",
                "insert into shop.fresh values (1)",
                "analyze orders",
                "analyze event_1",
                "analyze event_2");
    }

    @Test
    void saysHowLargeTablesAndIndexesAre() throws SQLException {
        Statistics statistics = read();

        assertThat(statistics.server()).startsWith(PostgresServer.major() + ".");
        assertThat(statistics.taken()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
        Size orders = statistics.table(QualifiedName.of("public", "orders")).orElseThrow();
        assertThat(orders.rows()).isEqualTo(20_000);
        assertThat(orders.bytes()).isEqualTo(DATABASE.value("select pg_relation_size('orders')", Long.class));
        Size index = statistics.index(QualifiedName.of("public", "orders_pkey")).orElseThrow();
        assertThat(index.rows()).isEqualTo(20_000);
        assertThat(index.bytes()).isPositive();
        assertThat(statistics.tables().keySet())
                .noneMatch(name -> name.schema().name().startsWith("pg_"));
    }

    /** A partition that has no rows yet is never analyzed; that does not hide how large the others are. */
    @Test
    void aPartitionedTableIsAsLargeAsItsPartitions() throws SQLException {
        Statistics statistics = read();

        assertThat(statistics
                        .table(QualifiedName.of("public", "event"))
                        .orElseThrow()
                        .rows())
                .isEqualTo(30_000);
        assertThat(statistics
                        .table(QualifiedName.of("public", "event_2"))
                        .orElseThrow()
                        .rows())
                .isEqualTo(15_001);
    }

    /** After pg_upgrade a large table looks like this one. */
    @Test
    void whatWasNeverAnalyzedIsNotSaidToBeSmall() throws SQLException {
        Statistics statistics = read();

        assertThat(statistics.table(QualifiedName.of("shop", "fresh"))).isEmpty();
        assertThat(statistics.notAnalyzed())
                .containsExactly(QualifiedName.of("public", "event_3"), QualifiedName.of("shop", "fresh"));
    }

    @Test
    void doesNotWaitForWhoeverAltersATable() throws SQLException {
        try (Connection altering = DATABASE.connect()) {
            altering.setAutoCommit(false);
            altering.createStatement().execute("lock table orders in access exclusive mode");

            assertThat(read().table(QualifiedName.of("public", "orders"))).isPresent();
        }
    }

    private static Statistics read() throws SQLException {
        return ReadStatistics.from(DATABASE.connect());
    }
}
