package io.pgretype.shell.benchmark;

import org.jspecify.annotations.Nullable;

/** The work that is under way, for whoever has to end it: its own end, or somebody who ends the benchmark early. */
final class OpenWork implements AutoCloseable {

    private @Nullable Work work;

    synchronized Work begin(Work next) {
        close();
        work = next;
        return next;
    }

    @Override
    public synchronized void close() {
        Work open = work;
        work = null;
        if (open != null) {
            open.close();
        }
    }
}
