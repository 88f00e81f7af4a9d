package io.pgretype.expand;

import io.pgretype.batch.Steps;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Following;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.Ledger;
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
import io.pgretype.preflight.Inspection;
import io.pgretype.problem.Problem;
import io.pgretype.sequence.Feed;
import io.pgretype.sequence.SequenceReader;
import io.pgretype.twin.ColumnGrants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds the new columns and the mirror. */
public final class ExpandJob implements PhaseJob {

    private static final String HAS_COLUMN = """
            select exists (
                select
                  from pg_attribute
                 where attrelid = :table
                   and attname = :column)""";

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final Steps steps;
    private final Inspection inspection;
    private final Following following;
    private final TableReader tables;
    private final ColumnGrants grants;
    private final Transition transition;

    public ExpandJob(Ledger ledger, Steps steps, Inspection inspection) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.plain = new PlainStatement(ledger.database());
        this.steps = steps;
        this.inspection = inspection;
        this.following = new Following(ledger.database());
        this.tables = new TableReader(ledger.database());
        this.grants = new ColumnGrants(jdbc);
        this.transition = new Transition(ledger, command());
    }

    @Override
    public PhaseCommand command() {
        return PhaseCommand.EXPAND;
    }

    @Override
    public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
        if (ledger.phase(change.name()) == Phase.PARTLY_EXPANDED) {
            // All its tables were looked at before the first of them was touched.
            return List.of();
        }
        return inspection.problems(change, activity::doing, activity::stopRequested);
    }

    @Override
    public List<PlannedStatement> plan(Change change, TableUnderChange table) {
        return statements(change, table).stream()
                .map(sql -> new PlannedStatement(PlannedStatement.ACCESS_EXCLUSIVE, sql))
                .toList();
    }

    @Override
    public Job job(Assignment assignment) {
        return steps.job(
                command().text(), steps.single("add-columns-and-mirror", assignment, () -> expand(assignment)));
    }

    /** Table after table: locked all at once, many would be locked for long. */
    private void expand(Assignment assignment) {
        String name = assignment.change().name();
        Phase phase = ledger.phase(name);
        if (phase == Phase.PARTLY_EXPANDED) {
            List<TableUnderChange> left = ledger.get(name).tables().stream()
                    .filter(table -> !isExpanded(table))
                    .toList();
            expand(assignment, left, () -> {});
        } else if (!phase.isOpen()) {
            Change change = following.complete(assignment.change());
            List<TableUnderChange> all = tables.readAll(change);
            Ledger.Opening opening = ledger.prepare(change, all);
            expand(assignment, all, () -> {
                ledger.open(opening);
                ledger.sequencePositions().note(name, positions(all));
            });
        }
    }

    /** @param first what is done with the first of them */
    private void expand(Assignment assignment, List<TableUnderChange> left, Runnable first) {
        for (TableUnderChange table : left) {
            boolean isFirst = table.equals(left.get(0));
            boolean isLast = table.equals(left.get(left.size() - 1));
            assignment.activity().doing("adding %s to %s".formatted(newColumns(table), table.name()));
            transition.run(
                    assignment,
                    assignment.lockRequest("expand", table.name()),
                    () -> {
                        statements(assignment.change(), table).forEach(plain::run);
                        if (isFirst) {
                            first.run();
                        }
                    },
                    isLast ? Phase.EXPANDED : Phase.PARTLY_EXPANDED,
                    "expanded: %s has %s, kept right by the mirror.".formatted(table.name(), newColumns(table)));
        }
    }

    private boolean isExpanded(TableUnderChange table) {
        return jdbc.sql(HAS_COLUMN)
                .param("table", table.oid())
                .param("column", table.columns().get(0).newColumn().name())
                .query(Boolean.class)
                .single();
    }

    /** Whoever may read every column may read the new one from its first moment, or select * would fail for him. */
    private List<String> statements(Change change, TableUnderChange table) {
        List<String> statements = new ArrayList<>();
        statements.add(table.addColumns());
        for (Part part : new PartitionTree(jdbc).parts(table)) {
            table.columns().forEach(column -> statements.addAll(grants.statements(part.table(), column)));
        }
        statements.addAll(new Mirror(change.name(), table).create(Direction.FORWARD));
        statements.addAll(new Witness(change.name(), table).create(Direction.FORWARD));
        return statements;
    }

    /** For the rate at which their numbers go from now on. */
    private Map<String, Long> positions(List<TableUnderChange> opened) {
        SequenceReader sequences = new SequenceReader(jdbc);
        Map<String, Long> positions = new HashMap<>();
        for (TableUnderChange table : opened) {
            List<Identifier> columns =
                    table.columns().stream().map(ColumnChange::column).toList();
            for (Feed feed : sequences.feeds(table.oid(), columns)) {
                sequences
                        .headRoom(feed)
                        .ifPresent(room -> positions.put(feed.sequence().name().sql(), room.position()));
            }
        }
        return positions;
    }

    private static String newColumns(TableUnderChange table) {
        return table.columns().stream()
                .map(ColumnChange::newColumn)
                .map(Identifier::name)
                .collect(Collectors.joining(", "));
    }
}
