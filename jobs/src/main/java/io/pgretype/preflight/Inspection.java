package io.pgretype.preflight;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Following;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Move;
import io.pgretype.database.Database;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.reference.Reference;
import io.pgretype.reference.References;
import io.pgretype.reference.TwinNamesTaken;
import io.pgretype.twin.TwinReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that is looked at before expand, all that is wrong reported at once. */
public final class Inspection {

    private final JdbcClient jdbc;
    private final Preflight preflight;
    private final TableReader tables;
    private final TwinReader twins;
    private final PartitionTree tree;
    private final Trial trial;
    private final ConversionScan scan;
    private final Following following;
    private final ForeignKeyColumn foreignKeys;
    private final BoundObjects bound;

    public Inspection(Database database) {
        this.jdbc = database.jdbc();
        this.preflight = new Preflight(jdbc);
        this.tables = new TableReader(database);
        this.twins = new TwinReader(database);
        this.tree = new PartitionTree(jdbc);
        this.trial = new Trial(database);
        this.scan = new ConversionScan(database);
        this.following = new Following(database);
        this.foreignKeys = new ForeignKeyColumn(database);
        this.bound = new BoundObjects(database);
    }

    /**
     * All reasons not to begin. The rows are looked at last, and only if nothing else is in the way.
     *
     * @param doing told what is looked at
     * @param stopRequested asked now and then while the rows are looked at
     * @throws CancellationException if it was
     */
    public List<Problem> problems(Change declared, Consumer<String> doing, BooleanSupplier stopRequested) {
        doing.accept("reading the catalog");
        Change change = following.complete(declared);
        List<Problem> problems = new ArrayList<>(preflight.refusals(change));
        if (problems.stream().anyMatch(Inspection::forbidsToGoOn)) {
            return problems;
        }
        try {
            List<TableUnderChange> read = tables.readAll(change);
            read.stream()
                    .flatMap(table -> tree.parts(table).stream())
                    .forEach(part -> problems.addAll(twins.refusals(part)));
            List<Reference> references = References.of(read, jdbc);
            problems.addAll(foreignKeys.refusals(references));
            problems.addAll(new ReferencePrivileges(jdbc).refusals(references));
            if (!preflight.isOpen(change)) {
                problems.addAll(new TwinNamesTaken(jdbc).problems(references));
                problems.addAll(SchemaTaken.refusals(jdbc));
                if (problems.isEmpty()) {
                    read.forEach(table -> trial.problem(change.name(), table).ifPresent(problems::add));
                }
                problems.addAll(bound.refusals(read, Direction.FORWARD));
            }
            if (problems.isEmpty()) {
                for (TableUnderChange table : read) {
                    // An index is unique in each partition.
                    for (Part part : tree.withRows(table)) {
                        problems.addAll(
                                scan.problems(part.table(), moves(change, table), new Looking(doing, stopRequested)));
                    }
                }
            }
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    private static List<Move> moves(Change change, TableUnderChange table) {
        return change.tables().get(table.number()).moves();
    }

    /** Without the table, the column or the privileges, the rest cannot even be asked. */
    private static boolean forbidsToGoOn(Problem problem) {
        return problem.code() == ProblemCode.NO_PRIVILEGE || problem.code().exitStatus() == ExitStatus.USAGE;
    }
}
