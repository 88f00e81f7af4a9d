package io.pgretype.verify;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableDrift;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.compare.Comparison;
import io.pgretype.compare.RetiredCheck;
import io.pgretype.keyset.BlockRange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.progress.Meters;
import io.pgretype.progress.Tally;
import io.pgretype.reference.ReferenceCheck;
import io.pgretype.throttle.ChunkSize;
import io.pgretype.twin.TwinCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Compares every row, before cutover and after it; repairs them if asked. */
public final class VerifyJob implements PhaseJob {

    private final Ledger ledger;
    private final Steps steps;
    private final Meters meters;
    private final TwinCheck twins;
    private final RetiredCheck retired;
    private final MirrorHealth mirrorHealth;
    private final TableDrift drift;
    private final ReferenceCheck references;

    public VerifyJob(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.steps = steps;
        this.meters = meters;
        this.twins = new TwinCheck(ledger.database());
        this.retired = new RetiredCheck(ledger);
        this.mirrorHealth = new MirrorHealth(ledger.database().jdbc());
        this.drift = new TableDrift(ledger.database().jdbc());
        this.references = new ReferenceCheck(ledger);
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.VERIFY;
    }

    /** With an unhealthy mirror, or without the twins, it would not matter that the rows are equal now. */
    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        LedgerEntry entry = ledger.get(change.name());
        List<Problem> problems = new ArrayList<>();
        entry.tables().forEach(table -> problems.addAll(problems(change, table, direction(entry))));
        if (direction(entry) == Direction.FORWARD) {
            references.problem(change, entry.tables()).ifPresent(problems::add);
        }
        return problems;
    }

    /** It runs where all tables are swapped or none. */
    private static Direction direction(LedgerEntry entry) {
        return entry.phase() == Phase.CUT_OVER ? Direction.REVERSE : Direction.FORWARD;
    }

    private List<Problem> problems(Change change, TableUnderChange table, Direction direction) {
        if (direction == Direction.REVERSE) {
            return mirrorHealth.problem(change.name(), table, direction).stream()
                    .toList();
        }
        Optional<Problem> drifted = drift.problem(change.name(), table);
        return drifted.isPresent()
                ? List.of(drifted.get())
                : Stream.concat(
                                mirrorHealth.problem(change.name(), table, direction).stream(),
                                twins.problem(change.name(), table).stream())
                        .toList();
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return List.of(new PlannedStatement(PlannedStatement.ACCESS_SHARE, """
                -- for the blocks of about %d rows each
                select count(*), count(*) filter (where %s)
                  from %s as t
                 where %s""".formatted(
                        ChunkSize.USUAL,
                        table.differs(Direction.FORWARD, "t"),
                        table.name().sql(),
                        BlockRange.contains("t", "…", "…"))));
    }

    @Override
    public Job job(Assignment assignment) {
        LedgerEntry entry = ledger.get(assignment.change().name());
        Tally tally = new Tally(meters.of(entry.change()), command());
        Comparison comparison = new Comparison(ledger, steps, tally, assignment, entry.tables(), direction(entry));
        List<Step> all = new ArrayList<>(comparison.steps(() -> true));
        all.add(steps.single("conclude", assignment, () -> conclude(assignment, entry, comparison)));
        return steps.job(command().text(), all);
    }

    private void conclude(Assignment assignment, LedgerEntry entry, Comparison comparison) {
        List<Problem> problems = gate(assignment.change(), Set.of(), assignment.activity());
        List<Problem> mismatches = comparison.conclude();
        mismatches.forEach(assignment::found);
        if (direction(entry) == Direction.REVERSE) {
            problems.addAll(wayBack(assignment, entry));
        }
        problems.forEach(assignment::found);
        if (direction(entry) == Direction.FORWARD) {
            openOrCloseTheGate(assignment, mismatches.isEmpty() && problems.isEmpty());
        }
    }

    private void openOrCloseTheGate(Assignment assignment, boolean clean) {
        String change = assignment.change().name();
        Phase phase = ledger.phase(change);
        if (clean && phase != Phase.VERIFIED) {
            ledger.transitions().enter(change, Phase.VERIFIED, assignment.run(), null);
        }
        if (!clean && phase == Phase.VERIFIED) {
            ledger.transitions().enter(change, Phase.HARDENED, assignment.run(), null);
        }
    }

    /** What rollback will say; misfits are no fault, so they are only counted. */
    private List<Problem> wayBack(Assignment assignment, LedgerEntry entry) {
        if (ledger.wayBack().closedAt(entry.change()).isPresent()) {
            return List.of();
        }
        long count = entry.tables().stream()
                .mapToLong(table -> ledger.misfits().count(entry.change(), table))
                .sum();
        assignment.say(
                count == 0
                        ? "All values fit the old type: the way back is open."
                        : "%d values do not fit the old type: the way back is closed.".formatted(count));
        List<Problem> problems = new ArrayList<>();
        for (TableUnderChange table : entry.tables()) {
            for (Part part : new PartitionTree(ledger.database().jdbc()).parts(table)) {
                retired.missing(entry.change(), part.table()).ifPresent(problems::add);
                retired.strangers(entry.change(), part).ifPresent(problems::add);
            }
        }
        return problems;
    }
}
