package io.pgretype.apply;

import io.pgretype.database.SqlState;
import io.pgretype.ledger.AppliedFiles;
import io.pgretype.lint.script.Statement;
import io.pgretype.lock.PatientStatement;
import io.pgretype.phase.Activity;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs a statement outside a transaction, after what an earlier, interrupted run of it has left was removed. */
final class OutsidePart {

    private final Part part;
    private final Statement statement;
    private final ApplyOptions options;
    private final Activity activity;
    private final Obstacles obstacles;
    private final RunStatement statements;
    private final PatientStatement patient;
    private final AppliedFiles notes;
    private final JdbcClient jdbc;

    OutsidePart(Part part, Place place, ApplyOptions options, Activity activity) {
        this.part = part;
        this.statement = part.statements().get(0);
        this.options = options;
        this.activity = activity;
        this.obstacles = new Obstacles(place.others(), activity, options.budget());
        this.statements = new RunStatement(place.session());
        this.patient = new PatientStatement(place.session());
        this.notes = place.notes();
        this.jdbc = place.session().jdbc();
    }

    /**
     * Runs it, or finds that it was done.
     *
     * @param begunBefore whether the ledger says that it was begun, and not that it is done
     */
    Report run(boolean begunBefore) {
        long start = System.nanoTime();
        part.settings().forEach(statements::run);
        Leftovers leftovers = Leftovers.of(statement);
        boolean thereAlready = leftovers.isDone(jdbc);
        if (!thereAlready) {
            notes.beginPart(part.key());
        }
        int attempts = 1;
        if (!thereAlready || !begunBefore) {
            obstacles.patient(part.way() == Way.OUTSIDE);
            obstacles.begin(statements.process());
            attempts = attempts(leftovers, begunBefore, start);
            leftovers.flaw(jdbc).ifPresent(flaw -> {
                throw flawed(flaw);
            });
        }
        Duration waited = since(start);
        notes.partDone(part.key(), attempts, waited, obstacles.blockers());
        return new Report(part, attempts, waited, Duration.ZERO, obstacles.blockers());
    }

    private int attempts(Leftovers leftovers, boolean begunBefore, long start) {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(leftovers, begunBefore || attempt > 1);
                return attempt;
            } catch (DataAccessException e) {
                if (activity.stopRequested()) {
                    throw Failures.stopped(part, statement, e);
                }
                SqlState state =
                        e.getMostSpecificCause() instanceof SQLException sql ? SqlState.of(sql) : new SqlState(null);
                if (state.isQueryCanceled() && part.way() == Way.OUTSIDE_SHORT && !obstacles.isStrong()) {
                    throw Failures.tooLong(part, statement, options, e);
                }
                if (!state.isWorthAnotherAttempt() || since(start).compareTo(options.deadline()) > 0) {
                    throw Failures.unlessRepeatable(part, statement, e);
                }
                pause();
            }
        }
    }

    private void attempt(Leftovers leftovers, boolean begunBefore) {
        for (String removal : leftovers.removal(jdbc, begunBefore)) {
            activity.doing(removal);
            patient.run(removal, timeouts(), activity::stopRequested, obstacles);
            if (removal.endsWith(" finalize")) {
                return;
            }
        }
        activity.doing(Text.oneLine(statement.sql()));
        patient.run(statement.sql(), timeouts(), activity::stopRequested, obstacles);
    }

    /** The file's own do not count. */
    private Map<String, String> timeouts() {
        return part.way() == Way.OUTSIDE
                ? Map.of("lock_timeout", "0", "statement_timeout", "0")
                : Map.of(
                        "lock_timeout", options.budget().toMillis() + "ms",
                        "statement_timeout", options.statementTimeout().toMillis() + "ms");
    }

    private void pause() {
        try {
            activity.stopRequestedWithin(
                    Duration.ofMillis(100 + ThreadLocalRandom.current().nextLong(1_000)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts", e);
        }
    }

    private ProblemException flawed(String flaw) {
        return new ProblemException(new Problem(
                ProblemCode.MIGRATION_FAILED,
                "%s failed: %s".formatted(part.name(), Text.oneLine(statement.sql())),
                flaw,
                "What came before it is done and noted.",
                "See what has that name (\\d in psql), then run the same command again."));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
