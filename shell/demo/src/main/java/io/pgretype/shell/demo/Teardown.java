package io.pgretype.shell.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/**
 * What the demo has open: closed once, the latest first, by whoever comes first: its own end, Ctrl-C or the JVM's
 * shutdown. The order matters: phases and traffic would take the server's end for an error.
 */
public final class Teardown implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private volatile boolean over;

    /**
     * Remembers to close it.
     *
     * @throws CancellationException if the demo is over already; then it is closed at once
     */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        if (over) {
            closeAll();
            throw new CancellationException("the demo is over");
        }
        return resource;
    }

    public boolean isOver() {
        return over;
    }

    /** Returns when all is closed; a second caller waits for the first. */
    @Override
    public synchronized void close() {
        over = true;
        closeAll();
    }

    private void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // The others must be closed all the same, the server above all.
                System.getLogger(Teardown.class.getName()).log(System.Logger.Level.WARNING, "The demo's end", e);
            }
        }
    }
}
