package io.pgretype.batch;

import io.pgretype.batch.Steps.Partition;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** The partitions of a step, the largest first; asked for once, when the step begins. */
final class PartitionList<T> implements Partitioner {

    private final Supplier<List<Partition<T>>> partitions;
    private @Nullable Map<String, Partition<T>> byName;

    PartitionList(Supplier<List<Partition<T>>> partitions) {
        this.partitions = partitions;
    }

    /** What a partition is about is not in its context: that may be lost in a crash before it is first written. */
    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> contexts = new LinkedHashMap<>();
        names().forEach(name -> contexts.put(name, new ExecutionContext()));
        return contexts;
    }

    List<String> names() {
        return List.copyOf(byName().keySet());
    }

    /** @param step as Spring Batch names it: {@code fill:partition3} */
    Partition<T> ofStep(String step) {
        Partition<T> partition = byName().get(name(step));
        if (partition == null) {
            throw new IllegalStateException("no partition for step " + step);
        }
        return partition;
    }

    static String name(String step) {
        return step.substring(step.indexOf(':') + 1);
    }

    private synchronized Map<String, Partition<T>> byName() {
        Map<String, Partition<T>> known = byName;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Partition<T> partition : partitions.get().stream()
                    .sorted(Comparator.comparingDouble((Partition<T> one) -> one.size())
                            .reversed())
                    .toList()) {
                known.put(partition.name(), partition);
            }
            byName = known;
        }
        return known;
    }
}
