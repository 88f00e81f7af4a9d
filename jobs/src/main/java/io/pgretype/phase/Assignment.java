package io.pgretype.phase;

import io.pgretype.change.Change;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.Settings;
import io.pgretype.lock.LockRequest;
import io.pgretype.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a phase's job is asked to do, and where it says what it found. */
public final class Assignment {

    private final Change change;
    private final long run;
    private final RunOptions options;
    private final Activity activity;
    private final List<String> results = new CopyOnWriteArrayList<>();
    private final List<Problem> problems = new CopyOnWriteArrayList<>();
    private volatile boolean mayBeCommitted;

    public Assignment(Change change, long run, Set<RunOption> options, Activity activity) {
        this(change, run, RunOptions.of(options), activity);
    }

    public Assignment(Change change, long run, RunOptions options, Activity activity) {
        this.change = change;
        this.run = run;
        this.options = options;
        this.activity = activity;
    }

    public Change change() {
        return change;
    }

    public Settings settings() {
        return change.settings();
    }

    /** The run's number in the ledger. */
    public long run() {
        return run;
    }

    public boolean has(RunOption option) {
        return options.flags().contains(option);
    }

    /** How often to rehearse. */
    public int times() {
        return options.times();
    }

    /** A lock on that table, ACCESS EXCLUSIVE, as the change's settings and the operator want it. */
    public LockRequest lockRequest(String purpose, QualifiedName table) {
        return lockRequest(purpose, List.of(table));
    }

    /** The same on several tables, all of them within one budget. */
    public LockRequest lockRequest(String purpose, List<QualifiedName> tables) {
        return LockRequest.of(purpose, tables, settings()).cancellingBlockers(has(RunOption.CANCEL_BLOCKERS));
    }

    public Activity activity() {
        return activity;
    }

    /** A line for standard output. */
    public void say(String result) {
        results.add(result);
    }

    /** The job did all its work, and this is what it found: mismatches, for example. */
    public void found(Problem problem) {
        problems.add(problem);
    }

    public boolean stopRequested() {
        return activity.stopRequested();
    }

    /** A transaction that changes the table is about to be committed. */
    void committing() {
        mayBeCommitted = true;
    }

    /** Whether the table may be another one than it was when the run began, or went on. */
    public boolean mayBeCommitted() {
        return mayBeCommitted;
    }

    public List<String> results() {
        return List.copyOf(results);
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }
}
