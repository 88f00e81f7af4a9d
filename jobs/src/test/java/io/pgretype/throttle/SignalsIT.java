package io.pgretype.throttle;

import static io.pgretype.throttle.Site.awaitHold;
import static io.pgretype.throttle.Site.awaitNoHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pgretype.ledger.Hold;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.throttle.Reading.State;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each signal holds because of the real thing, and lets go when that is over. */
@AnyVersion
class SignalsIT {

    @AutoClose
    private final Site site = new Site();

    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void anIdleServerHoldsNothing() {
        try (Throttle throttle = site.throttle()) {
            assertThat(throttle.readings())
                    .extracting(Reading::signal)
                    .containsExactlyInAnyOrder(
                            "max-lag",
                            "max-slot-wal",
                            "max-archive-wal",
                            "max-snapshot-age",
                            "max-wraparound",
                            "max-waiting",
                            "max-slowdown");
            assertThat(throttle.readings()).extracting(Reading::state).containsOnly(State.FINE);
            assertThat(throttle.hold()).isEmpty();
        }
    }

    @Test
    void walKeptByASlot() {
        site.database().execute("select pg_create_physical_replication_slot('%s', true)".formatted(name));
        try (Throttle throttle = site.throttle("max-slot-wal 1MB")) {
            writeWal();
            awaitHold(throttle, "max-slot-wal");
            assertThat(throttle.hold().map(Hold::text).orElseThrow()).matches("max-slot-wal \\d+(MB|kB) > 1MB");
            assertThat(throttle.readings())
                    .filteredOn(Reading::holds)
                    .extracting(Reading::detail)
                    .containsExactly("slot " + name);
            dropSlot();
            awaitNoHold(throttle);
        } finally {
            dropSlot();
        }
    }

    private void writeWal() {
        site.database().execute("create table noise as select i, repeat('x', 500) from generate_series(1, 20000) as i");
    }

    private void dropSlot() {
        site.database()
                .execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '%s'"
                        .formatted(name));
    }

    @Test
    void aReplicaThatDoesNotReplay() throws Exception {
        try (Connection replica = replica();
                Throttle throttle = site.throttle("max-lag 500ms")) {
            LogSequenceNumber before = position();
            PGReplicationStream stream = replica.unwrap(PGConnection.class)
                    .getReplicationAPI()
                    .replicationStream()
                    .physical()
                    .withStartPosition(before)
                    .start();
            replayed(stream, before);
            assertThat(throttle.hold()).isEmpty();
            writeWal();
            awaitHold(throttle, "max-lag");
            assertThat(throttle.hold().map(Hold::text).orElseThrow()).matches("max-lag .+s > 500ms");
            Site.until(() -> {
                replayed(stream, position());
                return throttle.hold().isEmpty();
            });
            stream.close();
        }
    }

    /** As a replica connects; a server in a container may not take that. */
    private Connection replica() {
        Properties properties = new Properties();
        properties.setProperty("replication", "true");
        properties.setProperty("assumeMinServerVersion", "9.4");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("ApplicationName", name);
        try {
            return DriverManager.getConnection(site.database().url(), properties);
        } catch (SQLException e) {
            return abort("the server takes no replicas: " + e.getMessage());
        }
    }

    private static void replayed(PGReplicationStream stream, LogSequenceNumber position) throws SQLException {
        stream.setFlushedLSN(position);
        stream.setAppliedLSN(position);
        stream.forceUpdateStatus();
    }

    private LogSequenceNumber position() {
        return LogSequenceNumber.valueOf(
                String.valueOf(site.database().value("select pg_current_wal_lsn()::text", String.class)));
    }

    @Test
    void anOldSnapshot() throws Exception {
        try (Throttle throttle = site.throttle("max-snapshot-age 300ms");
                Connection application = site.application()) {
            application.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            execute(application, "select from item");
            awaitHold(throttle, "max-snapshot-age");
            application.commit();
            awaitNoHold(throttle);
        }
    }

    @Test
    void anOldTransactionThatHasWritten() throws Exception {
        try (Throttle throttle = site.throttle("max-snapshot-age 300ms");
                Connection application = site.application()) {
            execute(application, "insert into item values (1, 1)");
            awaitHold(throttle, "max-snapshot-age");
            application.rollback();
            awaitNoHold(throttle);
        }
    }

    @Test
    void aSessionThatWaitsForTheTable() throws Exception {
        try (Throttle throttle = site.throttle();
                Connection reader = site.application();
                Connection waiter = site.application()) {
            execute(reader, "select from item");
            Thread waiting = new Thread(() -> lockTable(waiter));
            waiting.start();
            awaitHold(throttle, "max-waiting");
            assertThat(throttle.hold().map(Hold::text)).contains("max-waiting 1 > 0");
            reader.rollback();
            waiting.join();
            awaitNoHold(throttle);
        }
    }

    private static void lockTable(Connection session) {
        try {
            execute(session, "lock table item in access exclusive mode");
            session.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As an autovacuum of a large table works for hours: it keeps no row version of others. */
    @Test
    void aVacuumAtWorkIsNoOldSnapshot() throws Exception {
        site.database()
                .execute(
                        "create table large (filler text)",
                        "insert into large select repeat('x', 1000) from generate_series(1, 3000)");
        JdbcClient jdbc = JdbcClient.create(site.dataSource());
        String atWork = """
                select count(*)
                  from pg_stat_activity
                 where backend_xmin is not null
                   and pid in (select pid from pg_stat_progress_vacuum)""";
        try (Connection vacuum = site.database().connect()) {
            int pid = vacuum.unwrap(PGConnection.class).getBackendPID();
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> vacuumSlowly(vacuum));
            Site.patiently().until(() -> jdbc.sql(atWork).query(Integer.class).single() == 1);

            Measure measure = new SnapshotAge().read(jdbc);
            assertThat(jdbc.sql(atWork).query(Integer.class).single())
                    .as("still at work")
                    .isEqualTo(1);
            assertThat(measure.detail()).doesNotContain("pid " + pid);

            site.database().execute("select pg_cancel_backend(%d)".formatted(pid));
            done.join();
        }
    }

    /** For minutes, unless it is cancelled. */
    private static void vacuumSlowly(Connection session) {
        try {
            execute(session, "set vacuum_cost_limit = 1");
            execute(session, "set vacuum_cost_delay = 100");
            execute(session, "vacuum large");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("57014");
        }
    }

    /** A real one would need the table to be 200 million transactions old. */
    @Test
    void aLockAsAVacuumTakesItIsNoWraparoundVacuum() throws Exception {
        try (Connection session = site.application()) {
            execute(session, "lock table item in share update exclusive mode");
            var measure = new WraparoundVacuum(List.of(site.table())).read(JdbcClient.create(site.dataSource()));
            assertThat(measure.value()).hasValue(0);
        }
    }

    @Test
    void whatIsHiddenFromTheRoleHoldsOnlyIfSomebodyReliesOnIt() throws Exception {
        site.database()
                .execute(
                        "create role %s login password 'secret'".formatted(name),
                        "grant all on schema pgretype to " + name,
                        "grant all on all tables in schema pgretype to " + name);
        PGSimpleDataSource humble = site.dataSource();
        humble.setUser(name);
        humble.setPassword("secret");
        try (Connection application = site.application()) {
            execute(application, "insert into item values (1, 1)");
            try (Throttle throttle = site.throttle(humble)) {
                assertThat(reading(throttle, "max-snapshot-age").state()).isEqualTo(State.UNKNOWN);
                assertThat(throttle.hold()).isEmpty();
            }
            try (Throttle throttle = site.throttle(humble, "max-snapshot-age 15m")) {
                assertThat(throttle.hold().map(Hold::text)).contains("max-snapshot-age unknown against 15m");
                site.controls().limit(Site.CHANGE, Site.limits("max-snapshot-age none"));
                awaitNoHold(throttle);
            }
            site.database().execute("grant pg_read_all_stats to " + name);
            try (Throttle throttle = site.throttle(humble, "max-snapshot-age 15m")) {
                assertThat(throttle.hold()).isEmpty();
            }
        } finally {
            site.database().execute("drop owned by " + name, "drop role " + name);
        }
    }

    private static Reading reading(Throttle throttle, String signal) {
        return throttle.readings().stream()
                .filter(reading -> reading.signal().equals(signal))
                .findFirst()
                .orElseThrow();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
