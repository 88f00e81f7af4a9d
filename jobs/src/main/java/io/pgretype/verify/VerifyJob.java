package io.pgretype.verify;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableDrift;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.keyset.KeyRanges;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.Verifications;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.progress.Meters;
import io.pgretype.progress.Tally;
import io.pgretype.run.Activity;
import io.pgretype.run.Assignment;
import io.pgretype.run.PhaseJob;
import io.pgretype.run.PlannedStatement;
import io.pgretype.run.RunOption;
import io.pgretype.run.Steps;
import io.pgretype.twin.TwinCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares every row; mends them if asked. */
public final class VerifyJob implements PhaseJob {

    private final DataSource dataSource;
    private final Steps steps;
    private final Meters meters;
    private final Ledger ledger;
    private final KeyRanges ranges;
    private final Verifications verifications;
    private final TwinCheck twins;
    private final MirrorHealth mirrorHealth;
    private final MirrorMark mirrorMark;
    private final TableDrift drift;

    public VerifyJob(DataSource dataSource, Steps steps, Meters meters) {
        this.dataSource = dataSource;
        this.steps = steps;
        this.meters = meters;
        this.ledger = new Ledger(dataSource);
        this.ranges = new KeyRanges(dataSource);
        this.verifications = new Verifications(dataSource);
        this.twins = new TwinCheck(dataSource);
        this.mirrorHealth = new MirrorHealth(JdbcClient.create(dataSource));
        this.mirrorMark = new MirrorMark(JdbcClient.create(dataSource));
        this.drift = new TableDrift(JdbcClient.create(dataSource));
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.VERIFY;
    }

    /** With an unhealthy mirror, or without the twins, it would not matter that the rows are equal now. */
    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        TableUnderChange table = ledger.get(change.name()).table();
        List<Problem> problems = new ArrayList<>();
        Optional<Problem> drifted = drift.problem(change.name(), table);
        if (drifted.isPresent()) {
            return List.of(drifted.get());
        }
        mirrorHealth.problem(change.name(), table, Direction.FORWARD).ifPresent(problems::add);
        twins.problem(change.name(), table).ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return List.of(new PlannedStatement(
                PlannedStatement.ACCESS_SHARE,
                "-- for each %d keys\nselect … from %s as t where %s"
                        .formatted(
                                ComparePartitions.BATCH, table.name().sql(), table.differs(Direction.FORWARD, "t"))));
    }

    @Override
    public Job job(Assignment assignment) {
        TableUnderChange table = ledger.get(assignment.change().name()).table();
        assignment.activity().doing("comparing the rows of " + table.name());
        Tally tally = new Tally(meters.of(assignment.change().name()), command());
        return steps.job(
                command().text(),
                steps.single("divide", () -> {
                    // Before the first row is read: from here on the mirror answers for every row.
                    mirrorMark
                            .of(assignment.change().name(), table, Direction.FORWARD)
                            .ifPresent(mark -> verifications.markMirror(assignment.run(), mark));
                    ranges.divide(assignment.run(), table, assignment.settings().workers());
                }),
                steps.partitioned("compare", assignment, new ComparePartitions(dataSource, table, assignment, tally)),
                steps.single("conclude", () -> conclude(assignment, table)));
    }

    private void conclude(Assignment assignment, TableUnderChange table) {
        String change = assignment.change().name();
        List<Problem> objects = gate(assignment.change(), Set.of(), assignment.activity());
        Verifications.Result result = verifications.conclude(change, assignment.run());
        assignment.say("verified: %d rows compared, %d mismatches, %d repaired."
                .formatted(result.rowsCompared(), result.mismatches(), result.repaired()));
        if (result.mismatches() > 0) {
            assignment.found(mismatches(change, table, result));
        }
        objects.forEach(assignment::found);
        boolean clean = result.mismatches() == 0 && objects.isEmpty();
        Phase phase = ledger.phase(change);
        if (clean && phase != Phase.VERIFIED) {
            ledger.enter(change, Phase.VERIFIED, assignment.run(), null);
        }
        if (!clean && phase == Phase.VERIFIED) {
            ledger.enter(change, Phase.HARDENED, assignment.run(), null);
        }
    }

    private Problem mismatches(String change, TableUnderChange table, Verifications.Result result) {
        String rows = String.join(System.lineSeparator() + "            ", verifications.first(result.run(), 20));
        return new Problem(
                ProblemCode.MISMATCHES,
                "%d values of %s are not the conversion of the old ones.".formatted(result.mismatches(), table.name()),
                "limit 0; the first by key (old value → new value):%n            %s".formatted(rows),
                "The gate to cutover is closed; the old column is as it was.",
                "Type: ./pgretype verify --repair %s. If they come back, a trigger that fires after the mirror or a"
                                .formatted(change)
                        + " session that bypasses triggers makes them.");
    }
}
