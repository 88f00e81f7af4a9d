package io.pgretype.batch;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.phase.Assignment;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/** Builds the two kinds of steps that the phases are made of. */
public final class Steps {

    private static final int MOST_WORKERS = 64;

    private final JobRepository repository;
    private final PlatformTransactionManager transactionManager;

    public Steps(JobRepository repository, PlatformTransactionManager transactionManager) {
        this.repository = repository;
        this.transactionManager = transactionManager;
    }

    public Job job(String name, Step... steps) {
        return job(name, List.of(steps));
    }

    /** @param steps at least one */
    public Job job(String name, List<Step> steps) {
        SimpleJobBuilder builder = new JobBuilder(name, repository).start(steps.get(0));
        steps.stream().skip(1).forEach(builder::next);
        return builder.build();
    }

    /**
     * A step that does one thing and manages its own transactions; it runs again after a crash, and does not begin once a
     * stop was asked for.
     */
    public Step single(String name, Assignment assignment, Runnable work) {
        return new StepBuilder(name, repository)
                .tasklet(
                        (contribution, context) -> {
                            if (assignment.stopRequested()) {
                                throw Interruption.of(contribution.getStepExecution());
                            }
                            work.run();
                            return RepeatStatus.FINISHED;
                        },
                        transactionManager)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(true)
                .build();
    }

    /** Steps of a job that go through one of the change's tables: the first has the plain names. */
    public OfTable of(TableUnderChange table, Assignment assignment) {
        return new OfTable(table, assignment);
    }

    /** See {@link #of}. */
    public final class OfTable {

        private final TableUnderChange table;
        private final Assignment assignment;

        private OfTable(TableUnderChange table, Assignment assignment) {
            this.table = table;
            this.assignment = assignment;
        }

        public Step single(String name, Runnable work) {
            return Steps.this.single(table.numbered(name), assignment, work);
        }
    }

    /** Reader and writer of one partition; each partition gets its own. An item is what one transaction works on. */
    public record Worker<T>(ItemStreamReader<T> reader, ItemWriter<T> writer) {}

    /**
     * A part of what a partitioned step works on.
     *
     * @param <T> what one transaction works on: a batch of rows
     * @param name the same at every restart; with another one it is another partition, which no restart takes for done
     * @param size in whatever unit all partitions of the step have: the largest begin first
     */
    public record Partition<T>(String name, double size, Supplier<Worker<T>> worker) {}

    /**
     * What a partitioned step works on.
     *
     * @param rows how many a batch has
     * @param pacing opened when the step begins, closed at its end
     * @param partitions asked for when the step begins
     */
    public record Partitions<T>(
            ToIntFunction<T> rows, Supplier<Pacing> pacing, Supplier<List<Partition<T>>> partitions) {}

    /** A step that works on partitions, several at a time, a chunk a transaction. */
    public <T> Step partitioned(String name, Assignment assignment, Partitions<T> partitions) {
        ThreadPoolExecutor workers =
                workers("pgretype-" + name, assignment.settings().workers());
        AtomicReference<@Nullable Pacing> pacing = new AtomicReference<>();
        PartitionList<T> list = new PartitionList<>(partitions.partitions());
        Step perPartition = new PartitionWorkerStep(name, partition -> {
            Worker<T> worker = list.ofStep(partition).worker().get();
            PartitionTurns turns =
                    new PartitionTurns(Objects.requireNonNull(pacing.get()), workers, assignment::stopRequested);
            return new StepBuilder(partition, repository)
                    .<T, T>chunk(1)
                    .transactionManager(transactionManager)
                    .reader(worker.reader())
                    .writer(new CountedAsRows<>(worker.writer(), partitions.rows()))
                    .interruptionPolicy(turns)
                    .listener(turns)
                    .build();
        });
        return new StepBuilder(name, repository)
                .partitioner(perPartition)
                .splitter(new LargestFirst(repository, name, list))
                .taskExecutor(workers::execute)
                // A restart may find other partitions, though all of the old ones are done.
                .allowStartIfComplete(true)
                .listener(new PacingOfStep(partitions.pacing(), pacing))
                .build();
    }

    /** As many threads as there are workers; more when they are raised, and none for long when there is no work. */
    private static ThreadPoolExecutor workers(String name, int count) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                count,
                MOST_WORKERS,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new CustomizableThreadFactory(name + "-"));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }
}
