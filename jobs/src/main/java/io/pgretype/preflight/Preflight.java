package io.pgretype.preflight;

import io.pgretype.catalog.PartitionTree;
import io.pgretype.change.Change;
import io.pgretype.change.Filling.OtherTriggers;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Collects every reason not to begin a change. */
public final class Preflight {

    private static final List<Check> CHECKS = List.of(
            new NoPrivilege(),
            new SameType(),
            new NameTaken(),
            new NotAPlainTable(),
            new RowsHidden(),
            new PartitionedTable(),
            new LockTableTooSmall(),
            new Inheritance(),
            new IdentityColumn(),
            new SerialColumn(),
            new GeneratedColumn(),
            new RuleOnColumn(),
            new TriggerArgument(),
            new TriggerAfterMirror(),
            new TriggerFunctionOfOthers(),
            new ExclusionConstraint(),
            new NullsNotDistinct(),
            new UniqueCountsNull(),
            new UniqueTooCoarse(),
            new DomainRefusesNull(),
            new ReplicaIdentityMissing(),
            new InvalidIndex(),
            new UnknownDependent(),
            new WholeRow());

    private final JdbcClient jdbc;

    public Preflight(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * All refusals, empty if the change may begin, or go on: between expand and cutover, what pgretype itself made for
     * this change does not count. What its author must correct in the file (a table, column or type that does not exist)
     * comes alone, because nothing else can be asked before.
     *
     * <p>Not to be called in a transaction: the server's error is what tells that a type does not parse.
     */
    public List<Problem> refusals(Change change) {
        List<Problem> toMend = change.tables().stream()
                .flatMap(table -> toMend(table).stream())
                .toList();
        if (!toMend.isEmpty()) {
            return toMend;
        }
        List<Problem> refusals = new ArrayList<>();
        for (TableChange table : change.tables()) {
            Subject subject = Subject.read(change.name(), table, jdbc);
            List<Check> checks =
                    Stream.concat(CHECKS.stream(), ofDecisions(change)).toList();
            checks.forEach(check -> refusals.addAll(check.refusals(subject, jdbc)));
            for (QualifiedName partition : partitions(subject)) {
                Subject part = Subject.read(change.name(), new TableChange(partition, table.moves()), jdbc);
                checks.stream()
                        .filter(Check::looksAtPartitions)
                        .forEach(check -> refusals.addAll(check.refusals(part, jdbc)));
            }
        }
        return refusals.stream().distinct().toList();
    }

    /** One on another server is refused as such. */
    private List<QualifiedName> partitions(Subject subject) {
        return new PartitionTree(jdbc)
                .partitions(subject.oid()).stream()
                        .filter(partition -> !partition.kind().equals("f"))
                        .map(PartitionTree.Relation::name)
                        .toList();
    }

    /**
     * Why the plain statement must not change the types, as far as that is not found by trying it: what is no table, and
     * trigger functions of others that open sessions would go on running as they were planned for the old type.
     *
     * <p>Not to be called in a transaction.
     */
    public List<Problem> refusalsOfAlter(Change change) {
        List<Problem> toMend = change.tables().stream()
                .flatMap(table -> toMend(table).stream())
                .toList();
        return !toMend.isEmpty()
                ? toMend
                : change.tables().stream()
                        .map(table -> Subject.read(change.name(), table, jdbc))
                        .flatMap(subject -> Stream.of(new NotAPlainTable(), new TriggerFunctionOfOthers())
                                .flatMap(check -> check.refusals(subject, jdbc).stream()))
                        .toList();
    }

    /** Whether it was expanded, so that what it makes is there. Its tables and columns must exist. */
    boolean isOpen(Change change) {
        return change.tables().stream()
                .anyMatch(table -> Subject.relation(change.name(), table, jdbc).open());
    }

    private static Stream<Check> ofDecisions(Change change) {
        OtherTriggers decision = change.settings().filling().triggers();
        return Stream.of(
                new TriggersUndecided(decision),
                new TriggersNotSkippable(decision),
                new WholeRowCopied(change.settings().reviewed()),
                new LedgerPublished(change.name(), change.settings().reviewed()));
    }

    private List<Problem> toMend(TableChange table) {
        List<Problem> problems = new ArrayList<>(TableMissing.refusals(table, jdbc));
        if (problems.isEmpty()) {
            problems.addAll(ColumnMissing.refusals(table, jdbc));
        }
        problems.addAll(TypeUnknown.refusals(table, jdbc));
        return problems;
    }
}
