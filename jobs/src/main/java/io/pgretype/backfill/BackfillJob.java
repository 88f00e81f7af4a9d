package io.pgretype.backfill;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.KeyRanges;
import io.pgretype.keyset.KeyReader;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.problem.Problem;
import io.pgretype.run.Activity;
import io.pgretype.run.Assignment;
import io.pgretype.run.PhaseJob;
import io.pgretype.run.PlannedStatement;
import io.pgretype.run.RunOption;
import io.pgretype.run.Steps;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills the new columns. */
public final class BackfillJob implements PhaseJob {

    private final DataSource dataSource;
    private final JdbcTemplate jdbc;
    private final Steps steps;
    private final Ledger ledger;
    private final KeyRanges ranges;
    private final MirrorHealth mirrorHealth;

    public BackfillJob(DataSource dataSource, Steps steps) {
        this.dataSource = dataSource;
        this.jdbc = new JdbcTemplate(dataSource);
        this.steps = steps;
        this.ledger = new Ledger(dataSource);
        this.ranges = new KeyRanges(dataSource);
        this.mirrorHealth = new MirrorHealth(JdbcClient.create(dataSource));
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.BACKFILL;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        return mirrorHealth.problem(change.name(), ledger.get(change.name()).table(), Direction.FORWARD).stream()
                .toList();
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return List.of(new PlannedStatement(
                PlannedStatement.ROW_EXCLUSIVE,
                "-- for each %d keys or fewer\n%s".formatted(ChunkSize.LARGEST, new FillStatements(table).fill())));
    }

    @Override
    public Job job(Assignment assignment) {
        TableUnderChange table = ledger.get(assignment.change().name()).table();
        ChunkSize chunkSize =
                new ChunkSize(dataSource, table, assignment.settings().lockBudget());
        LockedRows lockedRows = new LockedRows(dataSource, table, assignment);
        assignment.activity().doing("filling " + table.name());
        return steps.job(
                command().text(),
                steps.single("divide", () -> ranges.divide(assignment.run(), table, Steps.partitions(assignment))),
                steps.single("measure-chunk", chunkSize::measure),
                steps.<Key>partitioned(
                        "fill",
                        assignment,
                        chunkSize::rows,
                        () -> ranges.of(assignment.run()).size(),
                        partition -> new Steps.Worker<>(
                                new KeyReader(
                                        jdbc,
                                        table.name(),
                                        table.key(),
                                        ranges.of(assignment.run()).get(partition),
                                        ChunkSize.LARGEST),
                                new RowFiller(jdbc, table, lockedRows))),
                steps.single("rows-that-were-locked", lockedRows::fillAll),
                steps.single("conclude", () -> conclude(assignment, table)));
    }

    /** Every row up to the greatest key at the start was visited; the mirror made all later ones right. */
    private void conclude(Assignment assignment, TableUnderChange table) {
        String change = assignment.change().name();
        if (ledger.phase(change) != Phase.EXPANDED) {
            return;
        }
        ledger.enter(change, Phase.BACKFILLED, assignment.run(), null);
        assignment.say("backfilled: every row of %s has its new value.".formatted(table.name()));
    }
}
