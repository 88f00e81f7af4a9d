package io.pgretype.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.ToldRuns;
import io.pgretype.testkit.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run tells of itself while it goes on. */
class PulseIT {

    private static final String CHANGE = "the-change";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final ToldRuns told = new ToldRuns();
    private final Tally tally = new Tally(new Meters(registry, told).of(CHANGE), PhaseCommand.BACKFILL);
    private TestDatabase database;
    private Workbench workbench;
    private TableUnderChange table;
    private long run;

    @BeforeEach
    void expand() {
        database = TestDatabase.create();
        workbench = Workbench.on(database).change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 1000) as i",
                "analyze item");
        workbench.runTo(Phase.EXPANDED, CHANGE);
        table = database.ledger().get(CHANGE).tables().get(0);
        run = database.ledger().runs().begin(CHANGE, PhaseCommand.BACKFILL.text(), "[]", "");
    }

    @AfterEach
    void drop() {
        workbench.close();
        database.close();
    }

    @Test
    void othersSeeHowTheRunFares() {
        try (Pulse pulse = start(Throttled.NEVER)) {
            tally.chunk(600, 600, 450, Duration.ofMillis(30));
            tally.remark("half of the updates leave their page");
            awaitPulse("rows_updated = 600");
        }

        assertThat(pulse("rows_total")).isEqualTo("1000");
        assertThat(pulse("rows_hot")).isEqualTo("450");
        assertThat(pulse("remark")).isEqualTo("half of the updates leave their page");
    }

    @Test
    void theLastFiguresAreToldAtTheEnd() {
        try (Pulse pulse = start(Throttled.NEVER)) {
            awaitPulse("true");
            tally.chunk(1000, 900, 900, Duration.ofMillis(30));
        }

        assertThat(pulse("rows_updated")).isEqualTo("900");
    }

    @Test
    void aRunThatIsTakenUpAgainCountsOnAndKeepsItsFirstEstimate() {
        try (Pulse pulse = start(Throttled.NEVER)) {
            tally.chunk(600, 600, 450, Duration.ofMillis(30));
        }
        database.execute("insert into item select i, i from generate_series(1001, 5000) as i", "analyze item");
        Tally next = new Tally(Meters.unread().of(CHANGE), PhaseCommand.BACKFILL);
        try (Pulse pulse =
                Pulse.start(Database.of(database.dataSource()), run, List.of(table), next, Throttled.NEVER)) {
            next.chunk(100, 100, 50, Duration.ofMillis(30));
        }

        assertThat(pulse("rows_updated")).isEqualTo("700");
        assertThat(pulse("rows_hot")).isEqualTo("500");
        assertThat(pulse("rows_total")).isEqualTo("1000");
    }

    @Test
    void aPulseThatCannotBeWrittenDoesNotDisturbTheRun() {
        try (Pulse pulse = start(Throttled.NEVER)) {
            awaitPulse("true");
            database.execute("drop table pgretype.pulse");
            tally.chunk(600, 600, 450, Duration.ofMillis(30));
        }

        assertThat(counter("pgretype.rows.filled").count()).isEqualTo(600);
    }

    @Test
    void metersSayWhatTheRunDoes() {
        try (Pulse pulse = start(new Throttled() {
            @Override
            public Duration held() {
                return Duration.ofSeconds(3);
            }

            @Override
            public List<SignalSample> signals() {
                return List.of(new SignalSample("max-lag", 4500L, 10_000L, "fine", "standby"));
            }

            @Override
            public int workers() {
                return 2;
            }

            @Override
            public Optional<Hold> hold() {
                return Optional.of(new Hold("max-lag", "42s", ">", "10s", Instant.now()));
            }
        })) {
            awaitPulse("true");
            database.execute(
                    "insert into pgretype.hold (run, signal, observed, threshold, held_since, held_until)"
                            + " values (%d, 'max-lag', '42s', '10s', now() - interval '5 s', now())".formatted(run),
                    "insert into pgretype.failing_row (run, table_oid, row_key, sqlstate, error)"
                            + " values (%d, 'item'::regclass, '{7}', '23514', 'no')".formatted(run),
                    "create table wal as select generate_series(1, 1000)");
            tally.chunk(600, 600, 450, Duration.ofMillis(30));
            await().until(() -> registry.find("pgretype.hold").counter() != null);
        }

        assertThat(sample("workers")).isEqualTo("2");
        assertThat(sample("(wal > 0)")).isEqualTo("true");
        assertThat(sample("signals"))
                .isEqualTo("[{\"limit\": 10000, \"state\": \"fine\", \"value\": 4500, \"detail\": \"standby\","
                        + " \"signal\": \"max-lag\"}]");
        assertThat(told.holds()).isNotEmpty().containsOnly("backfill: max-lag 42s > 10s");
        assertThat(counter("pgretype.rows.filled").count()).isEqualTo(600);
        assertThat(counter("pgretype.wal").count()).isGreaterThan(10_000);
        assertThat(registry.get("pgretype.hold")
                        .tag("signal", "max-lag")
                        .counter()
                        .count())
                .isEqualTo(5);
        assertThat(registry.get("pgretype.signal.seconds")
                        .tag("signal", "max-lag")
                        .gauge()
                        .value())
                .isEqualTo(4.5);
        assertThat(gauge("pgretype.rows.remaining")).isEqualTo(gauge("pgretype.rows.expected"));
        assertThat(gauge("pgretype.hot.share")).isEqualTo(0.75);
        assertThat(gauge("pgretype.rows.failing")).isEqualTo(1);
        assertThat(phase(Phase.EXPANDED)).isEqualTo(1);
        assertThat(phase(Phase.BACKFILLED)).isZero();
        assertThat(registry.get("pgretype.chunk").tag("change", CHANGE).timer().count())
                .isEqualTo(1);
    }

    @Test
    void aSecondRunInTheSameProcessGoesOnWithTheSameMeters() {
        Meters meters = new Meters(registry, RunListener.NOBODY);
        for (int time = 1; time <= 2; time++) {
            Tally each = new Tally(meters.of(CHANGE), PhaseCommand.BACKFILL);
            try (Pulse pulse =
                    Pulse.start(Database.of(database.dataSource()), run, List.of(table), each, Throttled.NEVER)) {
                each.chunk(100, 100, 100 * (time - 1), Duration.ofMillis(30));
            }
        }

        assertThat(counter("pgretype.rows.filled").count()).isEqualTo(200);
        assertThat(gauge("pgretype.rows.remaining")).isEqualTo(gauge("pgretype.rows.expected"));
        assertThat(gauge("pgretype.hot.share")).isEqualTo(0.5);
    }

    /** The newest row is written again every second, and a week's run must not leave a row a second. */
    @Test
    void aLongRunLeavesFewSamples() {
        database.execute("update pgretype.run set started_at = now() - interval '7 days' where id = %d".formatted(run));
        try (Pulse pulse = start(Throttled.NEVER)) {
            awaitPulse("true");
            String first = sample("taken_at");
            await().until(() -> !sample("taken_at").equals(first));
        }
        try (Pulse pulse = start(Throttled.NEVER)) {
            await().until(() -> sample("number").equals("2"));
        }

        assertThat(database.column("select number::text from pgretype.sample order by number"))
                .containsExactly("1", "2");
        assertThat(Samples.span(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Samples.span(Duration.ofDays(7))).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
    }

    private Pulse start(Throttled throttled) {
        return Pulse.start(Database.of(database.dataSource()), run, List.of(table), tally, throttled);
    }

    private void awaitPulse(String condition) {
        await().until(() -> database.value(
                "select exists (select from pgretype.pulse where %s)".formatted(condition), Boolean.class));
    }

    private String pulse(String column) {
        return database.value(
                "select %s::text from pgretype.pulse where run = %d".formatted(column, run), String.class);
    }

    /** Of the newest sample; empty before the first. */
    private String sample(String column) {
        return database
                .column("select %s::text from pgretype.sample where run = %d order by number desc limit 1"
                        .formatted(column, run))
                .stream()
                .findFirst()
                .orElse("");
    }

    private Counter counter(String name) {
        return registry.get(name).tag("change", CHANGE).counter();
    }

    private double phase(Phase phase) {
        return registry.get("pgretype.phase").tag("phase", phase.text()).gauge().value();
    }

    private double gauge(String name) {
        return registry.get(name).tag("change", CHANGE).gauge().value();
    }
}
