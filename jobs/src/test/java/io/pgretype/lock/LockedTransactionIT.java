package io.pgretype.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.lock.LockedTransaction.Committed;
import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order and the timeouts of the locks, and whom they say is in the way. */
class LockedTransactionIT {

    private static final Duration BUDGET = Duration.ofMillis(200);

    @AutoClose
    private TestDatabase database;

    private LockedTransaction locked;
    private JdbcClient jdbc;

    @BeforeEach
    void twoTables() {
        database = TestDatabase.create();
        database.execute(
                "create table parent (id integer primary key)",
                "create table child (id integer primary key)",
                "create table elsewhere (id integer primary key)",
                "insert into elsewhere values (1)");
        locked = new LockedTransaction(Database.of(database.dataSource()));
        jdbc = JdbcClient.create(database.dataSource());
    }

    @Test
    void theWorkMayWaitOnlyForWhatIsLeftOfTheBudget() {
        Committed<Integer> committed = locked.run(
                request("parent", "child"),
                use -> {
                    assertThat(modes())
                            .containsExactlyInAnyOrder(
                                    "child AccessExclusiveLock",
                                    "child ShareUpdateExclusiveLock",
                                    "parent AccessExclusiveLock",
                                    "parent ShareUpdateExclusiveLock");
                    return lockTimeout();
                },
                who -> {});

        assertThat(committed.result()).isBetween(1, (int) BUDGET.toMillis());
        assertThat(committed.use().attempts()).isOne();
    }

    /** Half of the budget is over when the first table's blocker is named, and only then it lets go. */
    @Test
    void allTablesAreWaitedForWithinOneBudget() throws Exception {
        int budget = 2_000;
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select from child");

            Committed<Integer> committed = locked.run(
                    new LockRequest(
                            "test",
                            List.of(QualifiedName.parse("child"), QualifiedName.parse("parent")),
                            Duration.ofMillis(budget),
                            Duration.ofMinutes(1),
                            false),
                    use -> lockTimeout(),
                    who -> {
                        if (who != null) {
                            end(blocker);
                        }
                    });

            // A second attempt, on a machine that is very busy, has a budget of its own.
            boolean first = committed.use().attempts() == 1;
            assertThat(committed.result()).isBetween(1, first ? budget / 2 : budget);
        }
    }

    /** lock_timeout counts for each partition: the first one's blocker lets go late, the other one's never. */
    @Test
    void aPartitionedTableIsWaitedForWithinOneBudget() throws Exception {
        database.execute(
                "create table whole (id integer) partition by list (id)",
                "create table first partition of whole for values in (1)",
                "create table second partition of whole for values in (2)");
        try (Connection early = database.connect();
                Connection late = database.connect();
                Statement ofEarly = early.createStatement();
                Statement ofLate = late.createStatement()) {
            early.setAutoCommit(false);
            late.setAutoCommit(false);
            ofEarly.execute("select from first");
            ofLate.execute("select from second");

            assertThatThrownBy(() -> locked.run(
                            new LockRequest(
                                    "test",
                                    List.of(QualifiedName.parse("whole")),
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(2),
                                    false),
                            use -> use,
                            who -> {
                                if (who != null) {
                                    end(early);
                                }
                            }))
                    .hasRootCauseInstanceOf(SQLException.class)
                    .rootCause()
                    .hasMessageContaining("statement timeout");
        }
    }

    @Test
    void aWeakerModeKeepsOutWritesOnly() {
        locked.run(
                request("parent", "child").in(LockMode.SHARE_ROW_EXCLUSIVE),
                use -> {
                    assertThat(modes())
                            .containsExactlyInAnyOrder(
                                    "child ShareRowExclusiveLock",
                                    "child ShareUpdateExclusiveLock",
                                    "parent ShareRowExclusiveLock",
                                    "parent ShareUpdateExclusiveLock");
                    database.execute("begin; lock table parent, child in row share mode nowait; commit");
                    assertThatThrownBy(() ->
                                    database.execute("begin; lock table child in row exclusive mode nowait; commit"))
                            .hasMessageContaining("could not obtain lock");
                    return use;
                },
                who -> {});
    }

    @Test
    void severalAtOnceDoNotDeadlock() {
        List<CompletableFuture<Committed<Integer>>> all = Stream.of(
                        request("parent", "child"), request("child", "parent"), request("parent"), request("child"))
                .map(request -> CompletableFuture.supplyAsync(() -> locked.run(
                        request,
                        use -> jdbc.sql("select 1").query(Integer.class).single(),
                        who -> {})))
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(one.get().result()).isOne());
    }

    @Test
    void ofAQueueItsHeadIsNamed() throws Exception {
        try (Connection head = database.connect();
                Connection queued = database.connect();
                Statement headStatement = head.createStatement();
                Statement queuedStatement = queued.createStatement()) {
            head.setAutoCommit(false);
            queued.setAutoCommit(false);
            headStatement.execute("set application_name = 'the cause'");
            headStatement.execute("update elsewhere set id = 2 -- postgresql://bob:sesame@h/d");
            queuedStatement.execute("set application_name = 'a victim'");
            queuedStatement.execute("select from child");
            CompletableFuture<Integer> update = CompletableFuture.supplyAsync(() -> {
                try {
                    return queuedStatement.executeUpdate("update elsewhere set id = 3");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            CompletableFuture<String> named = new CompletableFuture<>();
            CompletableFuture<Committed<Integer>> lock =
                    CompletableFuture.supplyAsync(() -> locked.run(request("child"), use -> 1, who -> {
                        if (who != null) {
                            named.complete(who);
                        }
                    }));

            assertThat(named.get())
                    .contains("the cause", "update elsewhere", "postgresql://***@h/d")
                    .doesNotContain("a victim", "sesame");
            head.commit();
            update.get();
            queued.commit();
            assertThat(lock.get().use().blockers()).isNotEmpty();
        }
    }

    /** The stop comes in the pause after the first attempt, when the lock is free for a second one. */
    @Test
    void afterAStopThereIsNoFurtherAttempt() throws Exception {
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("select from child");
            LockObserver observer = new LockObserver() {

                private boolean asked;

                @Override
                public void waitingFor(@Nullable String what) {}

                @Override
                public boolean stopRequested() {
                    boolean stop = asked;
                    asked = true;
                    end(blocker);
                    return stop;
                }
            };

            assertThatThrownBy(() -> locked.run(request("child"), use -> 1, observer))
                    .hasMessageContaining("1 attempt of 200 ms")
                    .hasMessageContaining("then a stop was asked for");
        }
    }

    private static void end(Connection transaction) {
        try {
            transaction.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsCommittedIsNotRepeatedWhenItCannotBeTold() {
        LockObserver forgetful = new LockObserver() {
            @Override
            public void waitingFor(@Nullable String what) {}

            @Override
            public void granted(LockRequest request, LockUse use, Duration hold) {
                throw new CannotAcquireLockException("ledger", new SQLException("lock timeout", "55P03"));
            }
        };

        assertThatThrownBy(() -> locked.run(
                        request("parent"),
                        use -> jdbc.sql("insert into parent select count(*) from parent")
                                .update(),
                        forgetful))
                .isInstanceOf(CannotAcquireLockException.class);

        assertThat(database.value("select count(*) from parent", Integer.class)).isOne();
    }

    /** In milliseconds. */
    private int lockTimeout() {
        return jdbc.sql("select setting::integer from pg_settings where name = 'lock_timeout'")
                .query(Integer.class)
                .single();
    }

    private List<String> modes() {
        return jdbc.sql("""
                        select relation::regclass || ' ' || mode
                          from pg_locks
                         where pid = pg_backend_pid()
                           and relation in ('parent'::regclass, 'child'::regclass)""").query(String.class).list();
    }

    private static LockRequest request(String... tables) {
        return new LockRequest(
                "test", Stream.of(tables).map(QualifiedName::parse).toList(), BUDGET, Duration.ofMinutes(1), false);
    }
}
