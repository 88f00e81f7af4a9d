package io.pgretype.contract;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Durations;
import io.pgretype.change.Identifier;
import io.pgretype.compare.ReverseProof;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.Witness;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.Transition;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.progress.Meters;
import io.pgretype.reference.LockOrder;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TwinKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the rows in reverse, then removes the old columns' indexes, the reverse mirror and the old columns. */
public final class ContractJob implements PhaseJob {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Steps steps;
    private final ReverseProof proof;
    private final Removal removal;
    private final Transition transition;

    public ContractJob(Ledger ledger, Steps steps, Meters meters) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.steps = steps;
        this.proof = new ReverseProof(ledger, steps, meters);
        this.removal = new Removal(ledger);
        this.transition = new Transition(ledger, command());
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.CONTRACT;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        List<Problem> problems = new ArrayList<>();
        LedgerEntry entry = ledger.get(change.name());
        Duration soaked = sinceCutover(change.name());
        Duration soak = change.settings().soak();
        if (ledger.wayBack().closedAt(change.name()).isEmpty()
                && !options.contains(RunOption.NOW)
                && soaked.compareTo(soak) < 0) {
            problems.add(soaking(change, soaked, soak));
        }
        for (TableUnderChange table : entry.tables()) {
            problems.addAll(removal.refusals(change.name(), table, Direction.REVERSE, oldColumns(table)));
        }
        return problems;
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        PlannedStatement indexes = new PlannedStatement(
                PlannedStatement.SHARE_UPDATE_EXCLUSIVE,
                "-- the old column's indexes are dropped by name: drop index concurrently …");
        Stream<String> underLock = Stream.of(
                        new Mirror(change.name(), table).drop(Direction.REVERSE),
                        new Witness(change.name(), table).drop(Direction.REVERSE),
                        List.of("-- the old column's unique constraints and statistics are dropped by name"),
                        table.drops(oldColumns(table)))
                .flatMap(List::stream);
        return Stream.concat(
                        Stream.of(indexes),
                        underLock.map(sql -> new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, sql)))
                .toList();
    }

    @Override
    public Job job(Assignment assignment) {
        List<TableUnderChange> tables = ledger.get(assignment.change().name()).tables();
        FreedSpace space = new FreedSpace(jdbc);
        List<Step> all = new ArrayList<>(proof.steps(command(), assignment, tables));
        all.add(steps.single("drop-indexes", assignment, () -> dropIndexes(assignment, tables, space)));
        all.add(steps.single("remove-old-columns", assignment, () -> contract(assignment, tables, space)));
        return steps.job(command().text(), all);
    }

    /** One after another while everybody works; there is no way back from the first one on. */
    private void dropIndexes(Assignment assignment, List<TableUnderChange> tables, FreedSpace space) {
        String change = assignment.change().name();
        if (ledger.phase(change) != Phase.CUT_OVER) {
            return;
        }
        if (ledger.wayBack().closedAt(change).isEmpty()) {
            proof.require(command(), assignment);
        }
        ledger.wayBack().close(change);
        for (TableUnderChange table : tables) {
            for (TableObject object : retired(table, change, TwinKind.INDEX)) {
                assignment.activity().doing("dropping index " + object.name());
                space.indexGoes(object.name());
                removal.dropIndexConcurrently(object.name(), assignment::stopRequested);
            }
        }
    }

    private List<TableObject> retired(TableUnderChange table, String change, TwinKind kind) {
        return removal.doomed(change, table, Direction.REVERSE).stream()
                .filter(object -> object.kind() == kind)
                .toList();
    }

    private void contract(Assignment assignment, List<TableUnderChange> tables, FreedSpace space) {
        String change = assignment.change().name();
        if (ledger.phase(change) != Phase.CUT_OVER) {
            return;
        }
        assignment.activity().doing("removing the old column");
        for (TableUnderChange table : tables) {
            space.columnsGo(table, oldColumns(table));
            retired(table, change, TwinKind.UNIQUE).forEach(object -> space.indexGoes(object.name()));
        }
        transition.run(
                assignment,
                assignment.lockRequest(
                        "contract", LockOrder.of(ledger.database().jdbc(), tables)),
                () -> {
                    removal.dropViewTwins(change);
                    tables.forEach(table -> remove(change, table));
                    ledger.twins().removeAll(change);
                    ledger.misfits().forget(change);
                    ledger.witnessed().forget(change);
                    ledger.references().forgetAll(change);
                    ledger.swapped().forget(change);
                    ledger.wayBack().forget(change);
                    ledger.widenedSequences().forgetAll(change);
                },
                "contracted: %s is gone; there is no way back from here."
                        .formatted(tables.stream()
                                .flatMap(table -> oldColumns(table).stream())
                                .map(Identifier::name)
                                .collect(Collectors.joining(", "))));
        space.sentences(TableUnderChange.names(tables)).forEach(assignment::say);
    }

    private void remove(String change, TableUnderChange table) {
        new Mirror(change, table).drop(Direction.REVERSE).forEach(this::run);
        new Witness(change, table).drop(Direction.REVERSE).forEach(this::run);
        removal.dropTwins(change, table, Direction.REVERSE);
        removal.dropColumns(table, oldColumns(table));
    }

    private Duration sinceCutover(String change) {
        Double millis =
                jdbc.sql("""
                        select extract(epoch from clock_timestamp() - phase_since) * 1000
                          from pgretype.change
                         where name = :change""").param("change", change).query(Double.class).single();
        return Duration.ofMillis(millis.longValue());
    }

    private static List<Identifier> oldColumns(TableUnderChange table) {
        return table.columns().stream().map(ColumnChange::oldColumn).toList();
    }

    private static Problem soaking(Change change, Duration soaked, Duration soak) {
        return new Problem(
                ProblemCode.SOAKING,
                "contract of change %s would end the way back too early.".formatted(change.name()),
                "cut over for %s, soak is %s".formatted(Durations.text(soaked), Durations.text(soak)),
                Problem.NOTHING_CHANGED,
                "Wait %s, or type: ./pgretype contract %s --now"
                        .formatted(Durations.text(soak.minus(soaked)), change.name()));
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
