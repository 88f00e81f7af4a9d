package io.pgretype.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Sessions that really wait for one another. */
@AnyVersion
class LockWaitsIT {

    private static final String CHANGE = "the-change";

    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private TestDatabase database;
    private Workbench workbench;
    private Connection blocker;

    @BeforeEach
    void expand() throws SQLException {
        database = TestDatabase.create();
        workbench = Workbench.on(database).change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item values (1, 1)",
                "create table other (id integer primary key)");
        assertThat(workbench.run(PhaseCommand.EXPAND, CHANGE).problems()).isEmpty();
        blocker = database.connect();
        blocker.setAutoCommit(false);
    }

    @AfterEach
    void drop() throws SQLException {
        blocker.close();
        waiting.forEach(CompletableFuture::join);
        workbench.close();
        database.close();
    }

    @Test
    void nobodyWaitsWhereOnlyAnotherTableIsWantedInVain() throws Exception {
        block("lock table other");
        begin("billing", "lock table other");
        await().until(() -> database.value("select count(*) from pg_locks where not granted", Long.class) > 0);

        assertThat(waits()).isEqualTo(LockWaits.NONE);
    }

    @Test
    void saysWhoWaitsForWhatAndBehindWhomWithoutPasswords() throws Exception {
        block("set application_name = 'psql'", "lock table item", "select 'password=hunter2'");
        begin("billing", "select count(*) from item");
        LockWait wait = theOnly();

        assertThat(wait.wanted()).isEqualTo("ACCESS SHARE on public.item");
        assertThat(wait.waits()).isPositive();
        assertThat(wait.otherBlockers()).isZero();
        assertThat(wait.waiter().user()).isEqualTo(database.user());
        assertThat(wait.waiter().application()).isEqualTo("billing");
        assertThat(wait.waiter().isOurs()).isFalse();
        LockSession behind = wait.blocker();
        assertThat(behind.pid()).isEqualTo(pid(blocker));
        assertThat(behind.application()).isEqualTo("psql");
        assertThat(behind.state()).isEqualTo("idle in transaction");
        assertThat(behind.inTransaction()).isPositive();
        assertThat(behind.statement()).isEqualTo("select 'password=***");
        assertThat(behind.isOurs()).isFalse();
    }

    @Test
    void saysThatPgretypeWaits() throws Exception {
        block("select count(*) from item");
        begin("pgretype", "lock table item");

        assertThat(theOnly().wanted()).isEqualTo("ACCESS EXCLUSIVE on public.item");
        assertThat(theOnly().waiter().isOurs()).isTrue();
    }

    @Test
    void saysThatSomebodyWaitsForARowThatPgretypeHas() throws Exception {
        block("set application_name = 'pgretype'", "update item set size = 2");
        begin("billing", "update item set size = 3");

        assertThat(theOnly().wanted()).isEqualTo("a row of public.item");
        assertThat(theOnly().blocker().isOurs()).isTrue();
    }

    @Test
    void namesTheThreeThatWaitLongestAndCountsTheOthers() throws Exception {
        block("lock table item");
        List<Integer> pids = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            pids.add(begin("billing", "select count(*) from item"));
            int sessions = i;
            await().until(() -> waits().sessions() == sessions);
        }

        assertThat(waits().longest())
                .extracting(wait -> wait.waiter().pid())
                .containsExactlyElementsOf(pids.subList(0, 3));
    }

    @Test
    void aPartitionIsPartOfItsTable() throws Exception {
        database.execute(
                "create table parted (id integer primary key, size integer) partition by range (id)",
                "create table part partition of parted for values from (0) to (10)");
        workbench.change("parts", "table: parted\ncolumns: {size: {type: bigint}}\n");
        assertThat(workbench.run(PhaseCommand.EXPAND, "parts").problems()).isEmpty();
        block("lock table part");
        begin("billing", "select count(*) from part");

        await().until(() -> workbench.status().lockWaits("parts").sessions() == 1);
        assertThat(waits()).isEqualTo(LockWaits.NONE);
    }

    private LockWait theOnly() {
        await().until(() -> waits().sessions() == 1
                && waits().longest().get(0).blocker() != null
                && waits().longest().get(0).waits() != null);
        return waits().longest().get(0);
    }

    private LockWaits waits() {
        return workbench.status().lockWaits(CHANGE);
    }

    private void block(String... statements) throws SQLException {
        try (Statement statement = blocker.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Begins a statement that has to wait until the blocker is gone, and says the pid of its session. */
    private int begin(String application, String sql) throws SQLException {
        Connection session = database.connect();
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            statement.execute("set application_name = '%s'".formatted(application));
        }
        int pid = pid(session);
        waiting.add(CompletableFuture.runAsync(
                () -> {
                    try (session;
                            Statement statement = session.createStatement()) {
                        statement.execute(sql);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start()));
        return pid;
    }

    private static int pid(Connection session) throws SQLException {
        return session.unwrap(PGConnection.class).getBackendPID();
    }
}
