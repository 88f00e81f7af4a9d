package io.pgretype.batch;

import io.pgretype.phase.Assignment;
import io.pgretype.phase.DatabaseFailure;
import io.pgretype.phase.Ending;
import io.pgretype.phase.Outcome;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
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
                return Ending.of(assignment, assignment.problems());
            }
            endWhatIsLeftOpen(last);
        }
        try {
            return outcome(job, assignment, operator.start(job, parameters));
        } catch (DataAccessException | TransactionException e) {
            // Not even the job repository could be written.
            return Ending.of(assignment, List.of(DatabaseFailure.of(e).problem(job.getName())));
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
            return Ending.of(assignment, assignment.problems());
        }
        return Ending.failed(
                job.getName(),
                assignment,
                execution.getAllFailureExceptions(),
                execution.getExitStatus().getExitDescription());
    }
}
