package io.pgretype.run;

import org.jspecify.annotations.Nullable;

/** What a running command does just now, for whoever watches it from another thread. */
public final class Activity {

    private volatile String doing = "starting";
    private volatile @Nullable String waitingFor;

    public void doing(String what) {
        doing = what;
    }

    /** @param what whom or what it waits for, null when it goes on */
    public void waitingFor(@Nullable String what) {
        waitingFor = what;
    }

    /** For example {@code building index i_file_size_new}. */
    public String doing() {
        return doing;
    }

    /** For example {@code lock held by pid 4711 (app, 12 s): update …}; null if it does not wait. */
    public @Nullable String waitingFor() {
        return waitingFor;
    }
}
