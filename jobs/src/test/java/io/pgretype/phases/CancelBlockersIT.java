package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On request, statements that are in the way are cancelled; sessions, DDL and maintenance are not. */
@AnyVersion
class CancelBlockersIT extends PhaseFixture {

    private Connection blocker;
    private Statement statement;
    private int pid;

    @BeforeEach
    void aBlockerToBe() throws SQLException {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i");
        deadline("30s");
        blocker = database.connect();
        statement = blocker.createStatement();
        statement.execute("set application_name = 'nightly report'");
        pid = blocker.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        blocker.setAutoCommit(false);
    }

    @AfterEach
    void end() throws SQLException {
        database.execute("select pg_terminate_backend(%d)".formatted(pid));
        blocker.close();
    }

    @Test
    void aQueryIsCancelledWhenItHasMadeAnAttemptFail() throws SQLException {
        CompletableFuture<Void> query = runs(statement, LONG_QUERY);

        Outcome outcome = workbench.run(PhaseCommand.EXPAND, CHANGE, RunOption.CANCEL_BLOCKERS);

        assertThat(outcome.problems()).isEmpty();
        assertThatThrownBy(query::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("canceling statement due to user request");
        assertThat(outcome.results()).anySatisfy(line -> assertThat(line)
                .contains("cancelled pid %d (postgres, nightly report".formatted(pid)));
        assertThat(workbench.status().lockUses(CHANGE).get(0).attempts()).isGreaterThan(1);
        assertThat(workbench.status().history(CHANGE)).anySatisfy(entry -> assertThat(entry.detail())
                .contains("cancelled pid %d".formatted(pid), "pg_sleep(600)"));
        // Its session is still there.
        assertThat(database.value(
                        "select exists (select from pg_stat_activity where pid = %d)".formatted(pid), Boolean.class))
                .isTrue();
    }

    @Test
    void nothingIsCancelledUnasked() throws SQLException {
        deadline("1s");
        CompletableFuture<Void> query = runs(statement, LONG_QUERY);

        Problem problem = refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND);

        assertThat(query).isNotDone();
        assertThat(problem.next()).contains("select pg_cancel_backend(%d)".formatted(pid), "--cancel-blockers");
    }

    @Test
    void ddlInItsTransactionSparesASession() throws SQLException {
        deadline("2s");
        statement.execute("create table copy as select * from item");
        CompletableFuture<Void> query = runs(statement, LONG_QUERY);

        assertThat(notGranted().next()).contains("pid %d does DDL or maintenance".formatted(pid));
        assertThat(query).isNotDone();
    }

    @Test
    void ddlOnTheTableItselfIsSpared() throws SQLException {
        deadline("2s");
        CompletableFuture<Void> ddl = runs(statement, "lock table item in share mode; " + LONG_QUERY);

        Problem problem = notGranted();
        assertThat(problem.observed()).contains("holds SHARE on item");
        assertThat(problem.next()).contains("pid %d does DDL or maintenance".formatted(pid));
        assertThat(ddl).isNotDone();
    }

    @Test
    void aSessionThatIsIdleInTransactionCannotBeCancelled() throws SQLException {
        deadline("2s");
        statement.execute("update item set size = 7 where id = 1");

        Problem problem = notGranted();

        assertThat(problem.observed()).contains("idle in transaction", "holds ROW EXCLUSIVE on item");
        assertThat(problem.next()).contains("select pg_terminate_backend(%d)".formatted(pid));
        blocker.commit();
        assertThat(database.value("select size from item where id = 1", Integer.class))
                .isEqualTo(7);
    }

    @Test
    void aMissingPrivilegeIsSaid() throws SQLException {
        String role = "owner_" + UUID.randomUUID().toString().replace("-", "");
        database.execute(
                "create role %s login password 'secret'".formatted(role),
                "grant create, temporary on database %s to %s".formatted(database.name(), role),
                "alter table item owner to " + role);
        try (Workbench ordinary = Workbench.on(database, role, "secret")) {
            ordinary.change(CHANGE, definition("2s"));
            CompletableFuture<Void> query = runs(statement, LONG_QUERY);

            Outcome outcome = ordinary.run(PhaseCommand.EXPAND, CHANGE, RunOption.CANCEL_BLOCKERS);

            assertThat(assertStopped(outcome, ProblemCode.LOCK_NOT_GRANTED).next())
                    .contains("pid %d could not be cancelled".formatted(pid));
            assertThat(query).isNotDone();
        } finally {
            database.execute("select pg_terminate_backend(%d)".formatted(pid));
            workbench.close();
            database.execute("drop owned by %s cascade".formatted(role), "drop role " + role);
        }
    }

    private Problem notGranted() {
        return refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND, RunOption.CANCEL_BLOCKERS);
    }

    private void deadline(String deadline) {
        workbench.change(CHANGE, definition(deadline));
    }

    private static String definition(String deadline) {
        return "table: item\ncolumns: {size: {type: bigint}}\nlimits: {lock-deadline: %s}\n".formatted(deadline);
    }
}
