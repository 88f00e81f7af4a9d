package io.pgretype.apply;

import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.database.SqlState;
import io.pgretype.ledger.AppliedFiles;
import io.pgretype.lint.script.Statement;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockUse;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.Lookout;
import io.pgretype.phase.Activity;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Runs a part as one transaction, which its note in the ledger is committed with. */
final class TransactionPart {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Part part;
    private final ApplyOptions options;
    private final ExpectedLocks expected;
    private final Activity activity;
    private final Obstacles obstacles;
    private final Database others;
    private final RunStatement statements;
    private final LockedTransaction locked;
    private final AppliedFiles notes;

    TransactionPart(Part part, Place place, ApplyOptions options, ExpectedLocks expected, Activity activity) {
        this.part = part;
        this.options = options;
        this.expected = expected;
        this.activity = activity;
        this.others = place.others();
        this.obstacles = new Obstacles(others, activity, options.budget());
        this.statements = new RunStatement(place.session());
        this.locked = new LockedTransaction(place.session());
        this.notes = place.notesOfSession();
    }

    /** @throws ProblemException {@code lock-not-granted}, {@code migration-failed}, {@code migration-too-long} */
    Report run() {
        LockRequest request = new LockRequest(
                part.name(), List.of(), options.budget(), options.deadline(), options.cancelsBlockers());
        var committed = locked.run(request, this::attempt, obstacles);
        long end = System.nanoTime();
        Duration hold = committed
                .result()
                .since()
                .map(since -> Duration.ofNanos(end - since))
                .orElse(Duration.ZERO);
        return new Report(part, committed.use().attempts(), committed.use().waited(), hold, obstacles.blockers());
    }

    private StrongHold attempt(LockUse use) {
        StrongHold hold = new StrongHold(others, statements.process());
        obstacles.begin(statements.process());
        waitForAutovacuum();
        statements.guarded();
        part.settings().forEach(statement -> statements.run(statement));
        if (part.way() == Way.LONG && !obstacles.isStrong()) {
            runLong(use);
        } else {
            part.statements().forEach(statement -> runShort(statement, hold));
        }
        statements.asOurselves(options.statementTimeout());
        notes.partDone(part.key(), use.attempts(), use.waited(), obstacles.blockers());
        return hold;
    }

    /**
     * SHARE UPDATE EXCLUSIVE on the tables that will be locked or could not be, for which no read and no write waits:
     * autovacuum yields meanwhile, and stays out. The transaction's timeouts are made for that.
     */
    private void waitForAutovacuum() {
        Set<QualifiedName> tables = new LinkedHashSet<>(obstacles.tables());
        part.statements().stream()
                .flatMap(statement -> expected.of(statement).stream().flatMap(List::stream))
                .filter(ExpectedLock::canBeAskedFor)
                .map(ExpectedLock::relation)
                .forEach(tables::add);
        tables.stream()
                .filter(statements::mayLock)
                .forEach(table -> statements.lock(new ExpectedLock(table, "SHARE UPDATE EXCLUSIVE", true)));
    }

    private void runLong(LockUse use) {
        Duration left = options.deadline().minus(use.waited());
        try (var stop = Lookout.post(BETWEEN_LOOKS, BETWEEN_LOOKS, this::stopIfAsked)) {
            for (Statement statement : part.statements()) {
                statements.timeouts(left, Duration.ZERO);
                try {
                    statements.run(statement);
                } catch (DataAccessException e) {
                    if (activity.stopRequested() && stateOf(e).isQueryCanceled()) {
                        throw Failures.stopped(part, statement, e);
                    }
                    throw Failures.unlessRepeatable(part, statement, e);
                }
            }
        }
    }

    private void stopIfAsked() {
        if (activity.stopRequested()) {
            statements.cancel();
        }
    }

    private void runShort(Statement statement, StrongHold hold) {
        for (ExpectedLock lock : expected.of(statement).orElse(List.of())) {
            if (lock.canBeAskedFor() && statements.mayLock(lock.relation())) {
                hold.mark();
                limit(hold);
                statements.lock(lock);
                hold.look();
            }
        }
        hold.mark();
        Duration longest = limit(hold);
        long start = System.nanoTime();
        try {
            statements.run(statement);
        } catch (DataAccessException e) {
            if (stateOf(e).isQueryCanceled()
                    && Duration.ofNanos(System.nanoTime() - start)
                                    .compareTo(longest.multipliedBy(9).dividedBy(10))
                            >= 0) {
                throw Failures.tooLong(part, statement, options, e);
            }
            // Else our own watch has ended a wait that some setting of the file made longer.
            throw Failures.unlessRepeatable(part, statement, e);
        }
        hold.look();
    }

    private Duration limit(StrongHold hold) {
        Duration longest = hold.left(options.statementTimeout());
        statements.timeouts(
                hold.left(options.budget()), longest.isNegative() || longest.isZero() ? Duration.ofMillis(1) : longest);
        return longest;
    }

    private static SqlState stateOf(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql ? SqlState.of(sql) : new SqlState(null);
    }
}
