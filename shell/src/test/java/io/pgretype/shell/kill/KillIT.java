package io.pgretype.shell.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.demo.DemoTable;
import io.pgretype.shell.traffic.Traffic;
import io.pgretype.shell.traffic.TrafficOptions;
import io.pgretype.shell.traffic.TrafficReport;
import io.pgretype.shell.traffic.TwinOracle;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each phase's process is killed with SIGKILL, under live traffic, and the same command typed again. In the end the table
 * must equal its twin, which got the same writes and has had the new type from the start.
 */
class KillIT {

    private static final int ROWS = 60_000;
    private static final String CHANGE = "file-size";

    /** Longer than any phase works on that many rows, so that kills fall before, into and behind its work. */
    private static final int LONGEST_PHASE_MS = 2_000;

    @TempDir
    Path changes;

    private final Random random = new Random(20260711);
    private TestDatabase database;
    private TwinOracle oracle;
    private Traffic traffic;

    @BeforeEach
    void prepare() throws Exception {
        database = TestDatabase.create();
        DemoTable.create(database.url(), ROWS);
        oracle = new TwinOracle(database.url(), DemoTable.NAME, DemoTable.COLUMN, "bigint");
        oracle.create();
        Files.writeString(
                changes.resolve(CHANGE + ".yaml"),
                "table: public.contentcuration_file\ncolumns: {file_size: {type: bigint}}\nsoak: 0s\n");
        traffic = new Traffic(
                database.url(),
                TrafficOptions.on(DemoTable.NAME)
                        .withTwin(oracle.twin())
                        .withSessions(2)
                        .withStatementsPerSecond(100),
                "traffic");
    }

    @AfterEach
    void close() {
        traffic.close();
        database.close();
    }

    @Test
    void goesOnAfterSigkillInEveryPhaseAndLosesNothing() throws Exception {
        traffic.start();
        for (String phase : new String[] {
            "expand", "backfill", "harden", "verify", "cutover", "rollback", "verify", "cutover", "contract"
        }) {
            killOnce(phase);
            finish(phase);
        }
        TrafficReport report = traffic.stop();
        assertThat(report.firstErrors()).isEmpty();
        assertThat(oracle.differences(10)).isEmpty();
        assertThat(database.value(
                        "select format_type(atttypid, atttypmod) from pg_attribute"
                                + " where attrelid = 'contentcuration_file'::regclass and attname = 'file_size'",
                        String.class))
                .isEqualTo("bigint");
        assertThat(database.value(
                        "select count(*) from pg_class"
                                + " where relname ~ '_(new|old)$' and relnamespace = 'public'::regnamespace",
                        Long.class))
                .isZero();
    }

    @Test
    void abandonAfterKilledPhasesLeavesTheSchemaAsItWas() throws Exception {
        String before = SchemaDump.byCatalog(database);
        for (String phase : new String[] {"expand", "backfill", "harden"}) {
            killOnce(phase);
            finish(phase);
        }
        killOnce("abandon");
        finish("abandon");
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    private void killOnce(String phase) throws Exception {
        CommandProcess process = CommandProcess.start(database, changes, phase, CHANGE);
        while (process.runs() && !isConnected()) {
            Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(LONGEST_PHASE_MS));
        process.kill();
    }

    private void finish(String phase) throws Exception {
        CommandProcess.Ended ended =
                CommandProcess.start(database, changes, phase, CHANGE).await();
        assertThat(ended.status()).as("%s: %s", phase, ended.output()).isZero();
    }

    private boolean isConnected() {
        return database.value(
                "select exists (select from pg_stat_activity"
                        + " where application_name = 'pgretype' and datname = current_database())",
                Boolean.class);
    }
}
