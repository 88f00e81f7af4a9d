package io.pgretype.phase;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.batch.core.job.Job;

/** A phase: what must hold before it may start, and the job that does it. */
public interface PhaseJob {

    PhaseCommand command();

    /**
     * What forbids to start, all at once; empty if nothing does. Changes nothing.
     *
     * @throws java.util.concurrent.CancellationException if the activity was asked to stop meanwhile
     */
    List<Problem> gate(Change change, Set<RunOption> options, Activity activity);

    /** The statements that it will run on that table as it stands now, in their order. Reads only. */
    List<PlannedStatement> plan(Change change, TableUnderChange table);

    /**
     * The same where it is swapped together with others.
     *
     * @param together all of them, in their order; what concerns several of them is told with the first or the last
     */
    default List<PlannedStatement> plan(Change change, TableUnderChange table, List<TableUnderChange> together) {
        return plan(change, table);
    }

    /** The job, under {@link PhaseCommand#text()} as its name. Every step may be repeated. */
    Job job(Assignment assignment);

    /** Called when the job has ended, well or not. Must not fail, though the server may be gone. */
    default void ended(Assignment assignment) {}
}
