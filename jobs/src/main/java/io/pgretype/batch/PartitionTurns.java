package io.pgretype.batch;

import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/** Takes a partition's turns: Spring Batch asks it between two chunks whether to go on. */
final class PartitionTurns implements StepInterruptionPolicy, StepExecutionListener {

    private final Pacing pacing;
    private final ThreadPoolExecutor workers;
    private final BooleanSupplier stopRequested;

    private boolean inside;
    private long begun;
    private long rowsBefore;

    PartitionTurns(Pacing pacing, ThreadPoolExecutor workers, BooleanSupplier stopRequested) {
        this.pacing = pacing;
        this.workers = workers;
        this.stopRequested = stopRequested;
    }

    @Override
    public void checkInterrupted(StepExecution step) throws JobInterruptedException {
        end(step);
        if (!pacing.enter(stopRequested)) {
            throw Interruption.of(step);
        }
        inside = true;
        begun = System.nanoTime();
        rowsBefore = step.getWriteCount();
        if (workers.getCorePoolSize() != pacing.workers()) {
            workers.setCorePoolSize(pacing.workers());
        }
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        end(step);
        return null;
    }

    private void end(StepExecution step) {
        if (inside) {
            inside = false;
            pacing.leave(step.getWriteCount() - rowsBefore, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
