package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.PGConnection;

/** A database of its own and the jobs on it. */
abstract class PhaseFixture {

    static final String CHANGE = "the-change";

    /** Of a session that works on the table all the time, and is not idle in its transaction. */
    static final String LONG_QUERY = "select count(*), pg_sleep(600) from item";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    TestDatabase database;
    Workbench workbench;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        workbench = openWorkbench();
    }

    /** The jobs on the database, as an operator's process connects them. */
    Workbench openWorkbench() {
        return Workbench.on(database);
    }

    @AfterEach
    void close() {
        workbench.close();
        database.close();
    }

    /** Runs the phases in that order; each must end well. */
    void run(PhaseCommand... commands) {
        for (PhaseCommand command : commands) {
            done(command);
        }
    }

    /** Runs the phases that are still missing until the change is in that one; each must end well. */
    void runTo(Phase phase) {
        workbench.runTo(phase, CHANGE);
    }

    /** Runs the phase, which must end well. */
    Outcome done(PhaseCommand command, RunOption... options) {
        return assertDone(workbench.run(command, CHANGE, options));
    }

    /** Runs the phase, which must be stopped by just that. */
    Problem refused(ProblemCode code, PhaseCommand command, RunOption... options) {
        return assertStopped(workbench.run(command, CHANGE, options), code);
    }

    /** Starts the phase; a test goes on meanwhile. */
    CompletableFuture<Outcome> start(PhaseCommand command) {
        return CompletableFuture.supplyAsync(() -> workbench.run(command, CHANGE));
    }

    /** As a new process finds it. */
    void reopen(String file) {
        workbench.close();
        workbench = openWorkbench().change(CHANGE, file);
    }

    /** All that the jobs have open now. */
    void cutConnections() {
        database.execute("select pg_terminate_backend(pid, 30000) from pg_stat_activity"
                + " where application_name = 'pgretype' and datname = current_database()");
    }

    /** Writes to {@code item} what the mirror does not see. */
    void writePastTheMirror(String... statements) {
        database.execute(pastTheMirror("item", statements));
    }

    /** The statements, with the table's mirror disabled meanwhile. */
    static String[] pastTheMirror(String table, String... statements) {
        String mirror = " trigger \"~pgretype_mirror\"";
        return Stream.of(
                        Stream.of("alter table " + table + " disable" + mirror),
                        Stream.of(statements),
                        Stream.of("alter table " + table + " enable always" + mirror))
                .flatMap(some -> some)
                .toArray(String[]::new);
    }

    void awaitTrue(String query) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> isTrue(query));
    }

    boolean isTrue(String query) {
        return Boolean.TRUE.equals(database.value(query, Boolean.class));
    }

    /** Zero for NULL. */
    long number(String query) {
        Long number = database.value(query, Long.class);
        return number == null ? 0 : number;
    }

    /** Lets another session run it; returns when it sleeps, holding its lock. */
    CompletableFuture<Void> runs(Statement statement, String sql) throws SQLException {
        int pid = statement.getConnection().unwrap(PGConnection.class).getBackendPID();
        CompletableFuture<Void> query = CompletableFuture.runAsync(() -> {
            try {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
        awaitTrue("select wait_event = 'PgSleep' from pg_stat_activity where pid = " + pid);
        return query;
    }
}
