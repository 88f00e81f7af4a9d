package io.pgretype.contract;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.ReferenceRecords.ReferenceRecord;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.Witness;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.PhaseJob;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.Transition;
import io.pgretype.problem.Problem;
import io.pgretype.reference.LockOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leaves the table as it was before expand. */
public final class AbandonJob implements PhaseJob {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Steps steps;
    private final Removal removal;
    private final Transition transition;
    private final LockedTransaction locked;

    public AbandonJob(Ledger ledger, Steps steps) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.steps = steps;
        this.removal = new Removal(ledger);
        this.transition = new Transition(ledger, command());
        this.locked = new LockedTransaction(ledger.database());
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.ABANDON;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        return ledger.get(change.name()).tables().stream()
                .flatMap(table -> removal.refusals(change.name(), table, Direction.FORWARD, newColumns(table)).stream())
                .toList();
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return table.drops(newColumns(table)).stream()
                .map(sql -> new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, sql))
                .toList();
    }

    @Override
    public Job job(Assignment assignment) {
        return steps.job(
                command().text(),
                List.of(
                        steps.single("drop-foreign-keys", assignment, () -> dropReferences(assignment)),
                        steps.single("remove-new-columns", assignment, () -> abandon(assignment))));
    }

    /** Each locks two tables, so each in a transaction of its own; harden would make them again. */
    private void dropReferences(Assignment assignment) {
        String change = assignment.change().name();
        if (!command().startsFrom(ledger.phase(change))) {
            return;
        }
        for (ReferenceRecord record : ledger.references().of(change)) {
            assignment
                    .activity()
                    .doing("dropping the twin of " + record.original().text());
            locked.run(
                    assignment.lockRequest("abandon", record.original().tables()),
                    use -> {
                        removal.twinsOf(record).stream().map(ForeignKey::drop).forEach(this::run);
                        ledger.references().forget(change, record.original());
                        return use;
                    },
                    RecordedLocks.beside(ledger, assignment));
        }
    }

    private void abandon(Assignment assignment) {
        String change = assignment.change().name();
        if (!command().startsFrom(ledger.phase(change))) {
            return;
        }
        List<TableUnderChange> tables = ledger.get(change).tables();
        List<QualifiedName> names = TableUnderChange.names(tables);
        assignment.activity().doing("removing the new column");
        transition.run(
                assignment,
                assignment.lockRequest("abandon", LockOrder.of(ledger.database().jdbc(), tables)),
                () -> {
                    removal.dropViewTwins(change);
                    tables.forEach(table -> remove(change, table));
                    ledger.twins().removeAll(change);
                    ledger.witnessed().forget(change);
                    ledger.widenedSequences().forgetAll(change);
                },
                "abandoned: %s is as it was before expand."
                        .formatted(names.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))));
    }

    private void remove(String change, TableUnderChange table) {
        new Mirror(change, table).drop(Direction.FORWARD).forEach(this::run);
        new Witness(change, table).drop(Direction.FORWARD).forEach(this::run);
        removal.dropTwins(change, table, Direction.FORWARD);
        removal.dropColumns(table, newColumns(table));
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private static List<Identifier> newColumns(TableUnderChange table) {
        return table.columns().stream().map(ColumnChange::newColumn).toList();
    }
}
