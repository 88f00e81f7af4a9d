package io.pgretype.run;

import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepInterruptionPolicy;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/** Builds the two kinds of steps that the phases are made of. */
public final class Steps {

    /** More partitions than workers, so that they finish together. */
    private static final int PARTITIONS_PER_WORKER = 8;

    private static final String PARTITION = "partition";

    private final JobRepository repository;
    private final PlatformTransactionManager transactionManager;

    public Steps(JobRepository repository, PlatformTransactionManager transactionManager) {
        this.repository = repository;
        this.transactionManager = transactionManager;
    }

    public Job job(String name, Step first, Step... then) {
        SimpleJobBuilder builder = new JobBuilder(name, repository).start(first);
        for (Step step : then) {
            builder.next(step);
        }
        return builder.build();
    }

    /** A step that does one thing and manages its own transactions; it runs again after a crash. */
    public Step single(String name, Runnable work) {
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            work.run();
                            return RepeatStatus.FINISHED;
                        },
                        transactionManager)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(true)
                .build();
    }

    /** Reader and writer of one partition; each partition gets its own. */
    public record Worker<T>(ItemStreamReader<T> reader, ItemWriter<T> writer) {}

    /** Makes the worker of a partition. */
    public interface Workers<T> {
        Worker<T> worker(int partition);
    }

    /** How many partitions a run of that many workers should have. */
    public static int partitions(Assignment assignment) {
        return assignment.settings().workers() * PARTITIONS_PER_WORKER;
    }

    /**
     * A step that works on a table's partitions, several at a time, a chunk a transaction.
     *
     * @param chunkSize asked when a partition begins
     * @param count how many partitions there are; must be the same at every restart
     */
    public <T> Step partitioned(
            String name, Assignment assignment, IntSupplier chunkSize, IntSupplier count, Workers<T> workers) {
        Step perPartition = new PartitionWorkerStep(name, partition -> {
            Worker<T> worker = workers.worker(number(partition));
            return new StepBuilder(partition, repository)
                    .<T, T>chunk(chunkSize.getAsInt())
                    .transactionManager(transactionManager)
                    .reader(worker.reader())
                    .writer(worker.writer())
                    .interruptionPolicy(stopBetweenChunks(assignment))
                    .build();
        });
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("pgretype-" + name + "-");
        executor.setConcurrencyLimit(assignment.settings().workers());
        return new StepBuilder(name, repository)
                .partitioner(name + "-worker", ignored -> contexts(count.getAsInt()))
                .step(perPartition)
                .taskExecutor(executor)
                .build();
    }

    /** What a partition is about is not in its context: that may be lost in a crash before it is first written. */
    private static Map<String, ExecutionContext> contexts(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> PARTITION + number, number -> new ExecutionContext()));
    }

    /** Spring Batch names a partition's step {@code fill-worker:partition3}. */
    private static int number(String partitionStep) {
        return Integer.parseInt(partitionStep.substring(partitionStep.lastIndexOf(PARTITION) + PARTITION.length()));
    }

    /** Without setTerminateOnly, Spring Batch ends an interrupted step as COMPLETED. */
    private static StepInterruptionPolicy stopBetweenChunks(Assignment assignment) {
        return stepExecution -> {
            if (assignment.stopRequested()) {
                stepExecution.setTerminateOnly();
                throw new JobInterruptedException("stopped on request");
            }
        };
    }
}
