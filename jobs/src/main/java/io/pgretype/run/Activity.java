package io.pgretype.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a running command does just now, for whoever watches it from another thread. */
public final class Activity {

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
