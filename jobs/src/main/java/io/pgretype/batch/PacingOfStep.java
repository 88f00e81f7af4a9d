package io.pgretype.batch;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Opens the pacing when its step begins, and closes it however the step ends. */
final class PacingOfStep implements StepExecutionListener {

    private final Supplier<Pacing> opening;
    private final AtomicReference<@Nullable Pacing> pacing;

    PacingOfStep(Supplier<Pacing> opening, AtomicReference<@Nullable Pacing> pacing) {
        this.opening = opening;
        this.pacing = pacing;
    }

    @Override
    public void beforeStep(StepExecution step) {
        pacing.set(opening.get());
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        Pacing opened = pacing.getAndSet(null);
        if (opened != null) {
            opened.close();
        }
        return null;
    }
}
