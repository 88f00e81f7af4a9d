package io.pgretype.run;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Starts a phase's job, or starts it again where a crash left it. Whoever calls holds the change's lease, so an
 * execution that the repository still calls running is one whose process is gone.
 */
public final class JobExecutor {

    private final JobRepository repository;
    private final JobOperator operator;

    public JobExecutor(JobRepository repository, JobOperator operator) {
        this.repository = repository;
        this.operator = operator;
    }

    public Outcome execute(Job job, Assignment assignment) {
        JobParameters parameters = new JobParametersBuilder()
                .addString("change", assignment.change().name())
                .addLong("run", assignment.run())
                .toJobParameters();
        removeInstanceWithoutExecution(job, parameters);
        JobExecution last = repository.getLastJobExecution(job.getName(), parameters);
        if (last != null) {
            if (last.getStatus() == BatchStatus.COMPLETED) {
                // The process died between the job's end and the ledger's note of it.
                return outcome(assignment, assignment.problems());
            }
            endWhatIsLeftOpen(last);
        }
        try {
            return outcome(job, assignment, operator.start(job, parameters));
        } catch (DataAccessException | TransactionException e) {
            // Not even the job repository could be written.
            return outcome(assignment, List.of(databaseError(job.getName(), sqlException(e))));
        } catch (JobExecutionException e) {
            throw new IllegalStateException(
                    "Spring Batch refuses to start %s %s".formatted(job.getName(), parameters), e);
        }
    }

    /** A process killed just after its first insert leaves an instance that Spring Batch refuses to start. */
    private void removeInstanceWithoutExecution(Job job, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(job.getName(), parameters);
        if (instance != null && repository.getJobExecutions(instance).isEmpty()) {
            repository.deleteJobInstance(instance);
        }
    }

    /**
     * After kill -9 executions stay STARTED, after a lost connection UNKNOWN, and Spring Batch refuses to start them
     * again. Rows and checkpoint commit together, so FAILED is the truth of both.
     */
    private void endWhatIsLeftOpen(JobExecution last) {
        for (StepExecution step : last.getStepExecutions()) {
            if (step.getStatus().isRunning() || step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                step.setExitStatus(ExitStatus.FAILED.addExitDescription("interrupted"));
                step.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
                repository.update(step);
            }
        }
        if (last.getStatus().isRunning() || last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            last.setExitStatus(ExitStatus.FAILED.addExitDescription("interrupted"));
            last.setEndTime(LocalDateTime.now(ZoneId.systemDefault()));
            repository.update(last);
        }
    }

    private static Outcome outcome(Job job, Assignment assignment, JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return outcome(assignment, assignment.problems());
        }
        List<Throwable> failures = execution.getAllFailureExceptions();
        for (Throwable failure : failures) {
            ProblemException known = find(failure, ProblemException.class);
            if (known != null) {
                return outcome(assignment, known.problems());
            }
        }
        if (assignment.stopRequested()) {
            return outcome(assignment, List.of(Sentences.stopped(job.getName())));
        }
        List<SQLException> database = failures.stream()
                .map(failure -> find(failure, SQLException.class))
                .filter(Objects::nonNull)
                .toList();
        if (!database.isEmpty()) {
            // One lost connection often makes several errors; the loss counts, and most what the server said of it.
            SQLException first = database.stream()
                    .filter(JobExecutor::isLoss)
                    .max(Comparator.comparing(loss -> loss.getSQLState() != null))
                    .orElse(database.get(0));
            return outcome(assignment, List.of(databaseError(job.getName(), first)));
        }
        return outcome(assignment, List.of(internalError(job, execution, failures)));
    }

    private static Outcome outcome(Assignment assignment, List<Problem> problems) {
        return problems.isEmpty()
                ? Outcome.done(assignment.results())
                : Outcome.stopped(assignment.results(), problems);
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** 08: connection exception; 57P: the server shuts down; no SQLSTATE: the pool says that the connection is closed. */
    private static boolean isLoss(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    /** What is to be said of it if the connection was lost; empty if something else went wrong. */
    static Optional<Problem> loss(String command, RuntimeException failure) {
        return Optional.ofNullable(find(failure, SQLException.class))
                .filter(JobExecutor::isLoss)
                .map(loss -> databaseError(command, loss));
    }

    private static SQLException sqlException(RuntimeException e) {
        SQLException sql = find(e, SQLException.class);
        return sql != null ? sql : new SQLException(e.getMessage(), e);
    }

    private static Problem databaseError(String command, SQLException e) {
        boolean lost = isLoss(e);
        return new Problem(
                lost ? ProblemCode.CONNECTION_LOST : ProblemCode.DATABASE_ERROR,
                "%s failed.".formatted(command),
                e.getSQLState() == null
                        ? String.valueOf(e.getMessage())
                        : "%s (SQLSTATE %s)".formatted(e.getMessage(), e.getSQLState()),
                lost
                        ? "Every transaction is there whole or not at all; the ledger says which (./pgretype status)."
                        : "What was committed stays; the failed transaction left nothing.",
                lost
                        ? "See that the server is up, then run the same command again; it goes on where it was."
                        : "Remove the cause, then run the same command again; it goes on where it was.");
    }

    private static Problem internalError(Job job, JobExecution execution, List<Throwable> failures) {
        return new Problem(
                ProblemCode.INTERNAL_ERROR,
                "%s failed.".formatted(job.getName()),
                failures.isEmpty()
                        ? execution
                                .getExitStatus()
                                .getExitDescription()
                                .lines()
                                .findFirst()
                                .orElse("no message")
                        : String.valueOf(failures.get(0)),
                "What was committed stays; the failed transaction left nothing.",
                "Run the same command again; if it fails again, report it with this message.");
    }
}
