package io.pgretype.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.status.WalkDetails.FailingRow;
import io.pgretype.testkit.OlderLedger;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another process sees of a walk. Runs are written as a process would have left them. */
class StatusIT {

    private static final String CHANGE = "the-change";

    private TestDatabase database;
    private Workbench workbench;
    private long run;

    @BeforeEach
    void expand() {
        database = TestDatabase.create();
        workbench = Workbench.on(database).change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 1000) as i",
                "analyze item");
        phase(PhaseCommand.EXPAND);
    }

    @AfterEach
    void drop() {
        workbench.close();
        database.close();
    }

    @Test
    void beforeTheWalkTheRowsAreEstimated() {
        assertThat(status().rowsTotal()).isEqualTo(1000);
        assertThat(status().rowsDone()).isNull();
        assertThat(status().etaSeconds()).isNull();
    }

    @Test
    void theTimeLeftFollowsFromTheRecentRate() {
        walk(400);
        pulse("now()", 1000, "50");

        assertThat(status().rowsDone()).isEqualTo(400);
        assertThat(status().rowsTotal()).isEqualTo(1000);
        assertThat(status().rowsPerSecond()).isEqualTo(50);
        assertThat(status().etaSeconds()).isEqualTo(12);
        assertThat(status().heldBy()).isNull();
    }

    @Test
    void allExecutionsOfARunCount() {
        walk(400);
        execution(2, 250);

        assertThat(status().rowsDone()).isEqualTo(650);
    }

    @Test
    void whileARowMayBeLeftThereIsMoreThanIsDone() {
        walk(1000);
        pulse("now()", 1000, "50");
        assertThat(status().rowsTotal()).isEqualTo(1001);
        assertThat(status().etaSeconds()).isNull();

        database.execute("update pgretype.batch_step_execution set write_count = 1500 where step_name like '%:%'");
        assertThat(status().rowsTotal()).isEqualTo(1501);

        database.execute("update pgretype.run set ended_at = now(), outcome = 'DONE' where id = " + run);
        assertThat(status().rowsTotal()).isEqualTo(1500);
        assertThat(status().rowsDone()).isEqualTo(1500);
    }

    @Test
    void aBackfillThatEndedWithFailingRowsIsNotOver() {
        walk(999);
        database.execute(
                "update pgretype.run set ended_at = now(), outcome = 'UNFINISHED' where id = " + run,
                "insert into pgretype.failing_row (run, table_oid, row_key, sqlstate, error) values"
                        + " (%1$d, 'item'::regclass, '{7,a}', '23514', E'new row violates\nDetail: …'), (%1$d, 'item'::regclass, '{8,b}', '23514', 'no')"
                                .formatted(run));

        assertThat(status().rowsTotal()).isEqualTo(1000);
        WalkDetails details = workbench.status().details(CHANGE);
        assertThat(details.failingRows()).isEqualTo(2);
        assertThat(details.failing())
                .containsExactly(
                        new FailingRow("7, a", "23514", "new row violates"), new FailingRow("8, b", "23514", "no"));
    }

    @Test
    void aProcessThatIsGoneHasNoRateAndIsNotHeld() {
        walk(400);
        pulse("now() - interval '1 minute'", 1000, "50");
        hold("now() - interval '2 minutes'");

        assertThat(status().rowsPerSecond()).isNull();
        assertThat(status().etaSeconds()).isNull();
        assertThat(status().heldBy()).isNull();
    }

    @Test
    void aHoldIsShownInPlaceOfTheTimeLeft() {
        walk(400);
        pulse("now()", 1000, "50");
        hold("now()");

        assertThat(status().heldBy()).matches("max-lag 42s > 10s since \\d\\d:\\d\\d:\\d\\d");
        assertThat(status().rowsPerSecond()).isZero();
        assertThat(status().etaSeconds()).isNull();

        database.execute("update pgretype.hold set held_until = now()");
        assertThat(status().heldBy()).isNull();
        assertThat(status().etaSeconds()).isEqualTo(12);
    }

    @Test
    void aPauseIsShownWhetherItRunsOrNot() {
        database.execute("insert into pgretype.control (change, paused_at, paused_by) values ('%s', now(), 'alice')"
                .formatted(CHANGE));
        assertThat(status().heldBy()).matches("paused by alice since \\d\\d:\\d\\d:\\d\\d");

        walk(400);
        pulse("now()", 1000, "50");
        assertThat(status().heldBy()).startsWith("paused by alice");
        assertThat(status().etaSeconds()).isNull();
    }

    @Test
    void whatWasFilledBeforeAnAbandonDoesNotCount() {
        phase(PhaseCommand.BACKFILL);
        assertThat(status().rowsDone()).isEqualTo(1000);

        phase(PhaseCommand.ABANDON);
        phase(PhaseCommand.EXPAND);
        database.execute("vacuum full analyze item");

        assertThat(status().rowsDone()).isNull();
        assertThat(status().rowsTotal()).isEqualTo(1000);
    }

    @Test
    void theRemarkAndTheShareOfHotUpdatesAreShown() {
        walk(400);
        pulse("now()", 1000, "50");
        database.execute(
                "update pgretype.pulse set rows_updated = 400, rows_hot = 300, remark = 'no room in the pages'");

        assertThat(workbench.status().details(CHANGE))
                .isEqualTo(new WalkDetails(0.75, "no room in the pages", 0, java.util.List.of()));
    }

    @Test
    void aLedgerOfTheReleaseBeforeCanBeRead() {
        phase(PhaseCommand.BACKFILL);
        OlderLedger.of(database, 2);

        assertThat(status().rowsDone()).isEqualTo(1000);
        assertThat(status().heldBy()).isNull();
        assertThat(workbench.status().details(CHANGE)).isEqualTo(WalkDetails.NONE);
    }

    private ChangeStatus status() {
        return workbench.status().read(CHANGE);
    }

    private void phase(PhaseCommand command) {
        assertThat(workbench.run(command, CHANGE).problems()).isEmpty();
    }

    /** A backfill that a process has begun and that has so many rows behind it. */
    private void walk(long rows) {
        run = database.ledger().runs().begin(CHANGE, PhaseCommand.BACKFILL.text(), "[]", "");
        database.execute("insert into pgretype.batch_job_instance (job_instance_id, version, job_name, job_key)"
                + " values (1000, 0, 'backfill', 'key')");
        execution(1, rows);
    }

    private void execution(int number, long rows) {
        long id = 1000 + number;
        database.execute(
                "insert into pgretype.batch_job_execution (job_execution_id, version, job_instance_id, create_time)"
                        + " values (%d, 0, 1000, now())".formatted(id),
                "insert into pgretype.batch_job_execution_params"
                        + " (job_execution_id, parameter_name, parameter_type, parameter_value, identifying)"
                        + " values (%d, 'run', 'java.lang.Long', '%d', 'Y')".formatted(id, run),
                "insert into pgretype.batch_step_execution"
                        + " (step_execution_id, version, step_name, job_execution_id, create_time, write_count)"
                        + " values (%1$d, 0, 'fill:partition0', %1$d, now(), %2$d)".formatted(id, rows));
    }

    private void pulse(String at, long total, String rate) {
        database.execute(
                "insert into pgretype.pulse (run, beat_at, rows_total, rows_per_second, rows_updated, rows_hot)"
                        + " values (%d, %s, %d, %s, 0, 0)".formatted(run, at, total, rate));
    }

    private void hold(String since) {
        database.execute("insert into pgretype.hold (run, signal, observed, threshold, held_since)"
                + " values (%d, 'max-lag', '42s', '10s', %s)".formatted(run, since));
    }
}
