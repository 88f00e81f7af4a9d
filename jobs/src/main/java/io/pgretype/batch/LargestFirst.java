package io.pgretype.batch;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.partition.support.SimpleStepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** Lets partitions begin in the order of their list; Spring Batch has none. */
final class LargestFirst extends SimpleStepExecutionSplitter {

    private final PartitionList<?> list;

    LargestFirst(JobRepository repository, String stepName, PartitionList<?> list) {
        super(repository, stepName, list);
        this.list = list;
    }

    @Override
    public Set<StepExecution> split(StepExecution stepExecution, int gridSize) throws JobExecutionException {
        List<String> names = list.names();
        return super.split(stepExecution, gridSize).stream()
                .sorted(Comparator.comparingInt(step -> names.indexOf(PartitionList.name(step.getStepName()))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
