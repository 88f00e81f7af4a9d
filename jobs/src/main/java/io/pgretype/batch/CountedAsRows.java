package io.pgretype.batch;

import java.util.Objects;
import java.util.function.ToIntFunction;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes Spring Batch's counts read as rows, though an item is a batch of them: a million items would cost as much as the
 * work on them.
 */
final class CountedAsRows<T> implements ItemWriter<T> {

    private final ItemWriter<T> writer;
    private final ToIntFunction<T> rows;

    CountedAsRows(ItemWriter<T> writer, ToIntFunction<T> rows) {
        this.writer = writer;
        this.rows = rows;
    }

    @Override
    public void write(Chunk<? extends T> chunk) throws Exception {
        writer.write(chunk);
        int uncounted = chunk.getItems().stream().mapToInt(rows).sum() - chunk.size();
        StepExecution step =
                Objects.requireNonNull(StepSynchronizationManager.getContext()).getStepExecution();
        count(step, uncounted);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    count(step, -uncounted);
                }
            }
        });
    }

    private static void count(StepExecution step, int rows) {
        step.setReadCount(step.getReadCount() + rows);
        step.setWriteCount(step.getWriteCount() + rows);
    }
}
