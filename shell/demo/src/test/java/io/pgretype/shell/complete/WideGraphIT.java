package io.pgretype.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.demo.PhaseDriver;
import io.pgretype.shell.traffic.GraphApplication;
import io.pgretype.shell.traffic.KeyKind;
import io.pgretype.shell.traffic.PeriodReport;
import io.pgretype.shell.traffic.Traffic;
import io.pgretype.shell.traffic.TrafficOptions;
import io.pgretype.shell.traffic.TrafficReport;
import io.pgretype.status.LockUse;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A key that many tables reference, under traffic. What it takes is printed: with {@code -Dwide-graph.children=30
 * -Dwide-graph.rows=5000 -Dwide-graph.statements=2000} that is a measurement.
 */
class WideGraphIT {

    private static final int CHILDREN = Integer.getInteger("wide-graph.children", 4);
    private static final long ROWS = Long.getLong("wide-graph.rows", 1_000);
    private static final int STATEMENTS = Integer.getInteger("wide-graph.statements", 300);
    private static final String CHANGE = "node-ids";

    private static final List<PhaseCommand> PHASES = List.of(
            PhaseCommand.EXPAND,
            PhaseCommand.BACKFILL,
            PhaseCommand.HARDEN,
            PhaseCommand.VERIFY,
            PhaseCommand.CUTOVER,
            PhaseCommand.ROLLBACK,
            PhaseCommand.HARDEN,
            PhaseCommand.VERIFY,
            PhaseCommand.CUTOVER,
            PhaseCommand.CONTRACT);

    @TempDir
    private Path changes;

    @AutoClose
    private TestDatabase database;

    @BeforeEach
    void create() throws Exception {
        database = TestDatabase.create();
    }

    @Test
    void tablesWithNumbersAreSwappedOneByOne() throws Exception {
        WideGraph wide = new WideGraph(KeyKind.NUMBER, CHILDREN);

        List<LockUse> locks = changed(wide);

        assertThat(locks.stream().filter(lock -> lock.phase().equals("cutover")))
                .hasSize(2 * wide.tables());
    }

    @Test
    void tablesWithTextsAreSwappedTogether() throws Exception {
        List<LockUse> locks = changed(new WideGraph(KeyKind.TEXT, CHILDREN));

        assertThat(locks.stream().filter(lock -> lock.phase().equals("cutover")))
                .hasSize(2);
    }

    /** All phases, there, back and there again. */
    private List<LockUse> changed(WideGraph wide) throws Exception {
        wide.create(database, ROWS);
        Files.writeString(changes.resolve(CHANGE + ".yaml"), wide.changeFile());
        var traffic = new Traffic(
                database.url(),
                TrafficOptions.on(new GraphApplication(wide.graph())).withStatementsPerSecond(STATEMENTS),
                "alone");
        try (traffic;
                PhaseDriver driver = PhaseContext.open(database.url(), changes)) {
            traffic.start();
            TimeUnit.SECONDS.sleep(2);
            for (PhaseCommand phase : PHASES) {
                traffic.period(phase.text());
                Outcome outcome = driver.run(phase, CHANGE, Set.of(), new Activity());
                assertThat(outcome.exitStatus()).as(outcome.toString()).isEqualTo(ExitStatus.DONE);
            }
            TrafficReport report = traffic.stop();
            List<LockUse> locks = driver.lockUses(CHANGE);
            report.periods().forEach(WideGraphIT::print);
            locks.forEach(System.out::println);

            assertThat(report.firstErrors()).isEmpty();
            assertThat(report.errors()).isZero();
            assertThat(wide.differences(database)).isEmpty();
            return locks;
        }
    }

    private static void print(PeriodReport period) {
        System.out.printf(
                "%-10s %6d ms, %6d statements, p99 %4d ms, longest %4d ms%n",
                period.name(),
                period.length().toMillis(),
                period.statements(),
                period.latency().p99().toMillis(),
                period.latency().max().toMillis());
    }
}
