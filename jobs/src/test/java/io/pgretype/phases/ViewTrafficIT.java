package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.testkit.AnyVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views that the application reads and writes through all the time. */
@AnyVersion
class ViewTrafficIT extends PhaseFixture {

    private static final List<String> FROM_ABOVE = List.of(
            "select count(*) from high0",
            "select * from high1 where id = 7",
            "select * from stored where id = 7",
            "update sizes set name = 'by way of a view' where id = 9",
            "insert into sizes (id, size, name) select max(id) + 1, 1, 'new' from item on conflict do nothing");

    /** Each may lock first what the swap locks last: its attempt may end in a deadlock then, and gives way. */
    private static final List<String> IN_OTHER_ORDERS = List.of(
            "select o.* from over_stored as o join sizes as s on s.id = o.id where o.id < 5",
            "select h.* from high2 as h join sizes as s on s.id = h.id where s.id < 5",
            "select s.* from sizes as s join high2 as h on s.id = h.id where s.id < 5",
            "update item set size = size where id = (select id from sizes where id = 11)");

    private static final Pattern HELD = Pattern.compile("held (\\d+) ms");

    @BeforeEach
    void create() {
        List<String> statements = new ArrayList<>(List.of(
                "create table item (id integer primary key, size integer not null, name text)",
                "create table part (item integer primary key references item, note text)",
                "insert into item select i, i, 'n' || i from generate_series(1, 200) as i",
                "insert into part select i, 'p' from generate_series(1, 200) as i",
                "create view sizes as select id, size, name from item",
                "create materialized view stored as select s.id, s.size from sizes as s",
                "create unique index stored_by_id on stored (id)",
                "create view over_stored as select id, size from stored"));
        // Ten, three deep.
        for (int i = 0; i < 3; i++) {
            statements.add(
                    "create view low%d as select id, size + %d as size, size as as_is from item".formatted(i, i));
            statements.add(
                    "create view middle%1$d as select l.*, p.note from low%1$d as l left join part as p on p.item = l.id"
                            .formatted(i));
            statements.add(
                    "create view high%1$d as select id, sum(size) as size, max(as_is) as largest from middle%1$d group by id"
                            .formatted(i));
        }
        database.execute(statements.toArray(String[]::new));
        workbench.change(CHANGE, """
                table: item
                columns: {size: {type: bigint}, id: {type: bigint}}
                soak: 0s
                """);
    }

    @Test
    void nobodyMeetsADeadlockOrAnError() throws SQLException {
        runTo(Phase.VERIFIED);
        List<String> all =
                Stream.concat(FROM_ABOVE.stream(), IN_OTHER_ORDERS.stream()).toList();
        try (Traffic traffic = new Traffic(20, all)) {
            traffic.awaitSome();
            done(PhaseCommand.CUTOVER, RunOption.REHEARSE);
            run(PhaseCommand.CUTOVER);
            traffic.awaitSome();
            run(PhaseCommand.ROLLBACK);
            traffic.awaitSome();
            assertThat(traffic.errors()).isEmpty();
        }
    }

    /** All of them lock views from above and tables last, as the swap does: none of its attempts can end in a deadlock. */
    @Test
    void theSwapGetsItsLocksFromSessionsThatNeverPause() throws SQLException {
        runTo(Phase.VERIFIED);
        try (Traffic traffic = new Traffic(0, FROM_ABOVE)) {
            traffic.awaitSome();
            run(PhaseCommand.CUTOVER);
            traffic.awaitSome();
            run(PhaseCommand.ROLLBACK);
            traffic.awaitSome();
            assertThat(traffic.errors()).isEmpty();
        }
    }

    @Test
    void tenViewsDoNotHoldTheLockForSeconds() {
        runTo(Phase.VERIFIED);
        done(PhaseCommand.CUTOVER, RunOption.REHEARSE);
        List<String> results = done(PhaseCommand.CUTOVER).results();
        var held = HELD.matcher(String.join("\n", results));
        assertThat(held.find()).isTrue();
        assertThat(Long.parseLong(held.group(1))).isLessThan(1_000);
    }

    /** Sessions that repeat a statement each. */
    private final class Traffic implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong count = new AtomicLong();
        private final List<String> errors = new ArrayList<>();
        private final List<CompletableFuture<Void>> sessions = new ArrayList<>();

        private final long pause;

        /** @param pause of each session between two statements, in milliseconds */
        Traffic(long pause, List<String> statements) {
            this.pause = pause;
            for (String statement : statements) {
                sessions.add(CompletableFuture.runAsync(() -> repeat(statement), task -> new Thread(task).start()));
            }
        }

        private void repeat(String sql) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                while (!over.get()) {
                    statement.execute(sql);
                    count.incrementAndGet();
                    Thread.sleep(pause);
                }
            } catch (SQLException | InterruptedException e) {
                synchronized (errors) {
                    errors.add("%s: %s".formatted(sql, e.getMessage()));
                }
            }
        }

        void awaitSome() {
            long before = count.get();
            org.awaitility.Awaitility.await().until(() -> count.get() > before + 100 || !errors().isEmpty());
        }

        List<String> errors() {
            synchronized (errors) {
                return List.copyOf(errors);
            }
        }

        @Override
        public void close() {
            over.set(true);
            sessions.forEach(CompletableFuture::join);
        }
    }
}
