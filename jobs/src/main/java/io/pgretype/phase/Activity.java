package io.pgretype.phase;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A running command, for whoever watches it from another thread: what it does just now, and whether it is to stop. */
public final class Activity {

    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile String doing = "starting";
    private volatile @Nullable String waitingFor;
    private volatile Supplier<@Nullable String> hold = () -> null;

    public void doing(String what) {
        doing = what;
    }

    /** @param what whom or what it waits for, null when it goes on */
    public void waitingFor(@Nullable String what) {
        waitingFor = what;
    }

    /** @param what says what holds the run just now, null if nothing does; asked from any thread */
    public void heldBy(Supplier<@Nullable String> what) {
        hold = what;
    }

    /** Asks it to stop: between two chunks, statements or rows, wherever that is safe. Once asked for, it stays so. */
    public void requestStop() {
        stop.countDown();
    }

    public boolean stopRequested() {
        return stop.getCount() == 0;
    }

    /** Waits so long for somebody who asks for it. */
    public boolean stopRequestedWithin(Duration time) throws InterruptedException {
        return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For example {@code building index i_file_size_new}. */
    public String doing() {
        return doing;
    }

    /** For example {@code lock held by pid 4711 (app, 12 s): update …}; null if it does not wait. */
    public @Nullable String waitingFor() {
        String what = waitingFor;
        return what != null ? what : hold.get();
    }
}
