package io.pgretype.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether somebody wants a run to stop: between chunks, or before its next step. Once asked for, it stays so. */
final class StopRequest {

    private final CountDownLatch made = new CountDownLatch(1);

    void make() {
        made.countDown();
    }

    boolean isMade() {
        return made.getCount() == 0;
    }

    /** Waits for it for so long. */
    boolean isMadeWithin(Duration time) throws InterruptedException {
        return made.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
