package io.pgretype.batch;

import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;

/** How a step ends that goes no further because a stop was asked for. */
final class Interruption {

    private Interruption() {}

    /** To be thrown in the step. */
    static JobInterruptedException of(StepExecution step) {
        // Without this, Spring Batch ends an interrupted step as COMPLETED.
        step.setTerminateOnly();
        return new JobInterruptedException("stopped on request");
    }
}
