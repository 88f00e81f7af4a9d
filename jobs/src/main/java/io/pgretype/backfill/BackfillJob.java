package io.pgretype.backfill;

import io.pgretype.autovacuum.TableAutovacuum;
import io.pgretype.batch.PacedChunks;
import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Filling;
import io.pgretype.keyset.RowBatch;
import io.pgretype.keyset.TableRewritten;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.progress.Meters;
import io.pgretype.progress.Tally;
import io.pgretype.throttle.ChunkSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills the new columns. */
public final class BackfillJob implements PhaseJob {

    private static final int SHOWN = 10;

    private final Ledger ledger;
    private final JdbcTemplate jdbc;
    private final Steps steps;
    private final Meters meters;
    private final Routes routes;
    private final MirrorHealth mirrorHealth;
    private final TableAutovacuum autovacuum;

    public BackfillJob(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.jdbc = ledger.database().template();
        this.steps = steps;
        this.meters = meters;
        this.routes = new Routes(ledger.database());
        this.mirrorHealth = new MirrorHealth(ledger.database().jdbc());
        this.autovacuum = new TableAutovacuum(ledger.database());
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.BACKFILL;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        return ledger.get(change.name()).tables().stream()
                .flatMap(table -> mirrorHealth.problem(change.name(), table, Direction.FORWARD).stream())
                .toList();
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        Filling filling = change.settings().filling();
        WalkOrder order = WalkOrder.choose(jdbc, table, filling.order());
        return List.of(new PlannedStatement(
                PlannedStatement.ROW_EXCLUSIVE,
                "-- %s\n-- for each %d rows or fewer\n%s;\n%s"
                        .formatted(
                                order.text(),
                                ChunkSize.USUAL,
                                CarefulFill.preparation(filling),
                                new FillStatements(table).fill(order.byBlock() ? Address.PLACE : Address.KEY))));
    }

    @Override
    public Job job(Assignment assignment) {
        List<TableUnderChange> tables = ledger.get(assignment.change().name()).tables();
        Tally tally = new Tally(meters.of(assignment.change().name()), command());
        PacedChunks chunks = new PacedChunks(ledger, assignment, tables, tally);
        List<FillPartitions> partitions = tables.stream()
                .map(table -> new FillPartitions(ledger, table, assignment, chunks, tally))
                .toList();
        MirrorWatch mirrors = new MirrorWatch(ledger, assignment);
        List<Step> all = new ArrayList<>();
        partitions.forEach(ofTable -> all.addAll(before(assignment, ofTable, mirrors)));
        all.add(steps.partitioned(
                "fill", assignment, new Steps.Partitions<>(RowBatch::size, chunks::start, () -> partitions.stream()
                        .flatMap(ofTable -> ofTable.list().stream())
                        .toList())));
        tables.forEach(table -> all.addAll(afterwards(assignment, table)));
        all.add(steps.single("conclude", assignment, () -> conclude(assignment, tables, mirrors)));
        return steps.job(command().text(), all);
    }

    private List<Step> before(Assignment assignment, FillPartitions partitions, MirrorWatch mirrors) {
        TableUnderChange table = partitions.table();
        Steps.OfTable ofTable = steps.of(table, assignment);
        return List.of(
                ofTable.single("route", () -> {
                    mirrors.begin(table);
                    decideRoute(assignment, table);
                }),
                ofTable.single("autovacuum-off", () -> autovacuumOff(assignment, table)),
                ofTable.single("sample", partitions::sample));
    }

    private List<Step> afterwards(Assignment assignment, TableUnderChange table) {
        LeftRows left = new LeftRows(jdbc, assignment.run(), table);
        PostponedRows postponed = new PostponedRows(
                ledger.database(), left, new CarefulFill(jdbc, table, assignment.settings(), left), assignment);
        Steps.OfTable ofTable = steps.of(table, assignment);
        return List.of(
                ofTable.single("rows-that-were-locked", postponed::fillAll),
                ofTable.single("rows-that-failed", postponed::tryTheFailing),
                ofTable.single("look-back", () -> lookBack(assignment, table, left)),
                ofTable.single("vacuum", () -> vacuum(assignment, table)));
    }

    private void decideRoute(Assignment assignment, TableUnderChange table) {
        assignment.activity().doing("filling " + table.name());
        routes.decide(assignment.run(), table, assignment.settings());
    }

    @Override
    public void ended(Assignment assignment) {
        autovacuum.restore(assignment.change().name(), assignment.settings());
    }

    private void autovacuumOff(Assignment assignment, TableUnderChange table) {
        if (assignment.settings().filling().autovacuum() == Filling.Autovacuum.AFTER) {
            Activity activity = assignment.activity();
            autovacuum.off(assignment.change().name(), table, assignment.settings(), activity::waitingFor);
        }
    }

    private void vacuum(Assignment assignment, TableUnderChange table) {
        if (assignment.settings().filling().autovacuum() == Filling.Autovacuum.AFTER) {
            autovacuum.restore(assignment.change().name(), assignment.settings());
            assignment.activity().doing("vacuuming " + table.name());
            autovacuum.vacuum(table, assignment::stopRequested);
        }
    }

    /** Whether really every row was reached. */
    private void lookBack(Assignment assignment, TableUnderChange table, LeftRows left) {
        if (routes.of(assignment.run(), table).order().byBlock() && routes.isRewritten(assignment.run(), table)) {
            throw new ProblemException(TableRewritten.problem(
                    "backfill must walk %s once more.".formatted(table.name()),
                    "What was filled stays filled.",
                    "Run the same command again; it looks at all rows, and fills those that are left."));
        }
        long failing = left.countFailing();
        if (failing > 0) {
            throw new ProblemException(new Problem(
                    ProblemCode.ROWS_FAILING,
                    "%d rows of %s cannot be filled.".formatted(failing, table.name()),
                    "the first of them, by key:%n            %s"
                            .formatted(
                                    String.join(System.lineSeparator() + "            ", left.describeFailing(SHOWN))),
                    "All other rows are filled.",
                    "Remove the cause, then run the same command again; it tries just those rows."));
        }
    }

    /** Every row there was at the start was visited; the mirror made all later ones right. */
    private void conclude(Assignment assignment, List<TableUnderChange> tables, MirrorWatch mirrors) {
        String change = assignment.change().name();
        if (ledger.phase(change) != Phase.EXPANDED) {
            return;
        }
        mirrors.end(tables);
        ledger.transitions().enter(change, Phase.BACKFILLED, assignment.run(), null);
        tables.forEach(
                table -> assignment.say("backfilled: every row of %s has its new value.".formatted(table.name())));
    }
}
