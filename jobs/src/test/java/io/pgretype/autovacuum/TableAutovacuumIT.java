package io.pgretype.autovacuum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Settings;
import io.pgretype.database.Database;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.Phase;
import io.pgretype.problem.ProblemException;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The table's own setting comes back, however the run ends. */
class TableAutovacuumIT {

    private static final String CHANGE = "the-change";

    private TestDatabase database;
    private Workbench workbench;
    private TableUnderChange table;
    private TableAutovacuum autovacuum;
    private ForgottenAutovacuum forgotten;

    @BeforeEach
    void expand() {
        database = TestDatabase.create();
        workbench = Workbench.on(database).change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        database.execute("create table item (id integer primary key, size integer)");
        workbench.runTo(Phase.EXPANDED, CHANGE);
        table = database.ledger().get(CHANGE).tables().get(0);
        autovacuum = new TableAutovacuum(Database.of(database.dataSource()));
        forgotten = new ForgottenAutovacuum(Database.of(database.dataSource()));
    }

    @AfterEach
    void drop() {
        workbench.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | {autovacuum_enabled=false}",
                "autovacuum_enabled = on                     | {autovacuum_enabled=false}",
                "fillfactor = 70                             | {fillfactor=70,autovacuum_enabled=false}",
                "fillfactor = 70, autovacuum_enabled = 'yes' | {fillfactor=70,autovacuum_enabled=false}",
                "autovacuum_enabled = 'off', fillfactor = 70 | {autovacuum_enabled=off,fillfactor=70}"
            })
    void theSettingComesBack(String options, String meanwhile) {
        if (!options.isEmpty()) {
            database.execute("alter table item set (%s)".formatted(options));
        }
        String before = options();

        off();
        assertThat(options()).isEqualTo(meanwhile);
        off();
        assertThat(options()).isEqualTo(meanwhile);

        autovacuum.restore(CHANGE, Settings.DEFAULTS);
        assertThat(options()).isEqualTo(before);
        assertThat(notes()).isZero();
    }

    @Test
    void itComesBackAfterAKillAtTheNextCommand() {
        database.execute("alter table item set (autovacuum_enabled = true)");
        off();

        forgotten.restore();

        assertThat(options()).isEqualTo("{autovacuum_enabled=true}");
        assertThat(notes()).isZero();
    }

    @Test
    void itStaysOffWhileTheRunGoesOn() {
        off();
        try (Lease lease = Lease.acquire(Database.of(database.dataSource()), CHANGE)) {
            forgotten.restore();
        }

        assertThat(options()).isEqualTo("{autovacuum_enabled=false}");
        assertThat(notes()).isOne();
    }

    @Test
    void whatSomebodyElseHasSetMeanwhileStays() {
        off();
        database.execute("alter table item set (autovacuum_enabled = true)");

        autovacuum.restore(CHANGE, Settings.DEFAULTS);

        assertThat(options()).isEqualTo("{autovacuum_enabled=true}");
        assertThat(notes()).isZero();
    }

    @Test
    void aTableThatWasRenamedIsFoundAndOneThatIsGoneIsForgotten() {
        off();
        database.execute(
                "create schema other",
                "alter table item rename to \"Thing\"",
                "alter table \"Thing\" set schema other");
        forgotten.restore();
        assertThat(database.value("select reloptions::text from pg_class where relname = 'Thing'", String.class))
                .isNull();

        database.execute("alter table other.\"Thing\" set schema public", "alter table \"Thing\" rename to item");
        off();
        database.execute("drop table item");
        forgotten.restore();
        assertThat(notes()).isZero();
    }

    @Test
    void aTableThatIsLockedIsLeftToTheNextCommand() throws Exception {
        off();
        Settings impatient = impatient();
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table item in share update exclusive mode");

            autovacuum.restore(CHANGE, impatient);
        }
        assertThat(notes()).isOne();

        forgotten.restore();
        assertThat(options()).isNull();
    }

    @Test
    void oneTableThatIsLockedDoesNotKeepTheOthersOfTheChange() throws Exception {
        off();
        database.execute(
                "create table other (id integer) with (autovacuum_enabled = false)",
                "insert into pgretype.autovacuum_off (change, table_oid)"
                        + " values ('%s', 'other'::regclass)".formatted(CHANGE));
        Settings impatient = impatient();
        for (String locked : List.of("item", "other")) {
            try (Connection other = database.connect()) {
                other.setAutoCommit(false);
                other.createStatement().execute("lock table %s in share update exclusive mode".formatted(locked));

                autovacuum.restore(CHANGE, impatient);
            }
            assertThat(database.column("select table_oid::oid::regclass::text from pgretype.autovacuum_off"))
                    .containsExactly(locked);
            database.execute(
                    "delete from pgretype.autovacuum_off",
                    "insert into pgretype.autovacuum_off (change, table_oid)"
                            + " select '%s', oid from pg_class where relname in ('item', 'other')".formatted(CHANGE));
        }
        forgotten.restore();
        assertThat(notes()).isZero();
    }

    @Test
    void whereTheLockIsNotGrantedNothingIsSwitchedOff() throws Exception {
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table item in share update exclusive mode");

            assertThatThrownBy(() -> autovacuum.off(CHANGE, table, impatient(), who -> {}))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("lock-not-granted");
        }
        assertThat(options()).isNull();
        assertThat(notes()).isZero();
    }

    @Test
    void readersAndWritersDoNotWaitForIt() throws Exception {
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("insert into item values (1, 1)");

            off();

            assertThat(options()).isEqualTo("{autovacuum_enabled=false}");
        }
    }

    @Test
    void vacuumLeavesStatistics() {
        database.execute("insert into item select i, i from generate_series(1, 1000) as i");

        autovacuum.vacuum(table, () -> false);

        assertThat(database.value("select reltuples from pg_class where relname = 'item'", Integer.class))
                .isEqualTo(1000);
    }

    @Test
    void doesNothingWithoutALedger() {
        try (TestDatabase empty = TestDatabase.create()) {
            new ForgottenAutovacuum(Database.of(empty.dataSource())).restore();
        }
    }

    @Test
    void aRoleThatMayNotIsNotDisturbed() throws Exception {
        off();
        String reader = "reader_" + UUID.randomUUID().toString().replace("-", "");
        database.execute("create role " + reader);
        restoreAs(reader);
        database.execute(
                "grant usage on schema pgretype to " + reader,
                "grant select on all tables in schema pgretype to " + reader);
        restoreAs(reader);

        assertThat(options()).isEqualTo("{autovacuum_enabled=false}");
        database.execute("drop owned by " + reader, "drop role " + reader);
    }

    private void restoreAs(String role) throws Exception {
        var session = new SingleConnectionDataSource(database.connect(), true);
        session.getConnection().createStatement().execute("set role " + role);
        new ForgottenAutovacuum(Database.of(session)).restore();
        session.getConnection().createStatement().execute("reset role");
        session.destroy();
    }

    private void off() {
        autovacuum.off(CHANGE, table, Settings.DEFAULTS, who -> {});
    }

    private static Settings impatient() {
        Settings defaults = Settings.DEFAULTS;
        return new Settings(
                defaults.soak(),
                defaults.filling(),
                new Settings.Locking(Duration.ofMillis(10), Duration.ofMillis(50)),
                defaults.indexes(),
                defaults.verifiedWithin(),
                defaults.limits(),
                defaults.references(),
                defaults.reviewed(),
                defaults.window());
    }

    private @Nullable String options() {
        return database.value("select reloptions::text from pg_class where oid = 'item'::regclass", String.class);
    }

    private long notes() {
        return database.value("select count(*) from pgretype.autovacuum_off", Long.class);
    }
}
