package io.pgretype.backfill;

import io.pgretype.autovacuum.TableAutovacuum;
import io.pgretype.batch.PacedChunks;
import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Filling;
import io.pgretype.keyset.RowBatch;
import io.pgretype.keyset.TableRewritten;
import io.pgretype.keyset.TableSize;
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
import java.util.Comparator;
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
    private final PartitionTree tree;

    public BackfillJob(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.jdbc = ledger.database().template();
        this.steps = steps;
        this.meters = meters;
        this.routes = new Routes(ledger.database());
        this.mirrorHealth = new MirrorHealth(ledger.database().jdbc());
        this.autovacuum = new TableAutovacuum(ledger.database());
        this.tree = new PartitionTree(ledger.database().jdbc());
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
        WalkOrder order = WalkOrder.choose(jdbc, largest(table), filling.order());
        return List.of(new PlannedStatement(
                PlannedStatement.ROW_EXCLUSIVE,
                "-- %s\n-- for each %d rows or fewer\n%s;\n%s"
                        .formatted(
                                order.text(),
                                ChunkSize.USUAL,
                                CarefulFill.preparation(filling),
                                new FillStatements(table).fill(order.byBlock() ? Address.PLACE : Address.KEY))));
    }

    /** Of its partitions; the others may be walked in another way. */
    private TableUnderChange largest(TableUnderChange table) {
        return tree.withRows(table).stream()
                .map(Part::table)
                .max(Comparator.comparingLong(
                        part -> TableSize.of(jdbc, part.oid()).pages()))
                .orElse(table);
    }

    @Override
    public Job job(Assignment assignment) {
        List<TableUnderChange> tables = ledger.get(assignment.change().name()).tables();
        Tally tally = new Tally(meters.of(assignment.change().name()), command());
        PacedChunks chunks = new PacedChunks(ledger, assignment, tables, tally);
        FilledTables filled = new FilledTables(ledger, assignment, chunks, tally);
        MirrorWatch mirrors = new MirrorWatch(ledger, assignment);
        List<Step> all = new ArrayList<>();
        tables.forEach(table -> all.addAll(before(assignment, table, filled, mirrors)));
        all.add(steps.partitioned(
                "fill", assignment, new Steps.Partitions<>(RowBatch::size, chunks::start, () -> filled.all()
                        .flatMap(partitions -> partitions.list().stream())
                        .toList())));
        tables.forEach(table -> all.addAll(afterwards(assignment, table, filled)));
        all.add(steps.single("conclude", assignment, () -> conclude(assignment, tables, mirrors)));
        return steps.job(command().text(), all);
    }

    private List<Step> before(Assignment assignment, TableUnderChange table, FilledTables filled, MirrorWatch mirrors) {
        Steps.OfTable ofTable = steps.of(table, assignment);
        return List.of(
                ofTable.single("route", () -> {
                    mirrors.begin(table);
                    filled.read(table);
                    filled.relations(table).forEach(part -> decideRoute(assignment, part));
                }),
                ofTable.single("autovacuum-off", () -> filled.relations(table)
                        .forEach(part -> autovacuumOff(assignment, part))),
                ofTable.single("sample", () -> filled.of(table).forEach(FillPartitions::sample)));
    }

    private List<Step> afterwards(Assignment assignment, TableUnderChange table, FilledTables filled) {
        Steps.OfTable ofTable = steps.of(table, assignment);
        return List.of(
                ofTable.single("rows-that-were-locked", () -> filled.relations(table)
                        .forEach(part -> postponed(assignment, part).fillAll())),
                ofTable.single("rows-that-failed", () -> filled.relations(table)
                        .forEach(part -> postponed(assignment, part).tryTheFailing())),
                ofTable.single("look-back", () -> filled.relations(table).forEach(part -> lookBack(assignment, part))),
                ofTable.single("vacuum", () -> vacuum(assignment, filled.relations(table))));
    }

    private PostponedRows postponed(Assignment assignment, TableUnderChange part) {
        LeftRows left = left(assignment, part);
        return new PostponedRows(
                ledger.database(), left, new CarefulFill(jdbc, part, assignment.settings(), left), assignment);
    }

    private LeftRows left(Assignment assignment, TableUnderChange part) {
        return new LeftRows(jdbc, assignment.run(), part);
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

    private void vacuum(Assignment assignment, List<TableUnderChange> parts) {
        if (assignment.settings().filling().autovacuum() == Filling.Autovacuum.AFTER) {
            autovacuum.restore(assignment.change().name(), assignment.settings());
            for (TableUnderChange part : parts) {
                assignment.activity().doing("vacuuming " + part.name());
                autovacuum.vacuum(part, assignment::stopRequested);
            }
        }
    }

    /** Whether really every row was reached. */
    private void lookBack(Assignment assignment, TableUnderChange table) {
        LeftRows left = left(assignment, table);
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
