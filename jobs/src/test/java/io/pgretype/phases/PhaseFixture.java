package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Outcome;
import io.pgretype.run.RunOption;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.PGConnection;

/** A database of its own and the jobs on it. */
abstract class PhaseFixture {

    static final String CHANGE = "the-change";

    /** Of a session that works on the table all the time, and is not idle in its transaction. */
    static final String LONG_QUERY = "select count(*), pg_sleep(600) from item";

    TestDatabase database;
    Workbench workbench;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        workbench = Workbench.on(database);
    }

    @AfterEach
    void close() {
        workbench.close();
        database.close();
    }

    /** Runs the phases in that order; each must end well. */
    void run(PhaseCommand... commands) {
        for (PhaseCommand command : commands) {
            Outcome outcome = workbench.run(command, CHANGE);
            assertThat(outcome.exitStatus())
                    .as("%s: %s", command, outcome.problems())
                    .isEqualTo(ExitStatus.DONE);
        }
    }

    /** Runs the phase, which must be stopped by just that. */
    Outcome refused(ProblemCode code, PhaseCommand command, RunOption... options) {
        Outcome outcome = workbench.run(command, CHANGE, options);
        assertThat(outcome.problems()).as("%s", command).extracting("code").containsExactly(code);
        assertThat(outcome.exitStatus()).isEqualTo(code.exitStatus());
        return outcome;
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
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Boolean.TRUE.equals(database.value(
                        "select wait_event = 'PgSleep' from pg_stat_activity where pid = " + pid, Boolean.class)));
        return query;
    }
}
