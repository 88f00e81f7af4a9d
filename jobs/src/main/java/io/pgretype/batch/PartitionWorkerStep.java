package io.pgretype.batch;

import java.util.function.Function;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/** Gives every partition a chunk-oriented step of its own: readers have state and must not be shared. */
final class PartitionWorkerStep implements Step {

    private final String name;
    private final Function<String, Step> perPartition;

    PartitionWorkerStep(String name, Function<String, Step> perPartition) {
        this.name = name;
        this.perPartition = perPartition;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void execute(StepExecution stepExecution) throws JobInterruptedException {
        perPartition.apply(stepExecution.getStepName()).execute(stepExecution);
    }
}
