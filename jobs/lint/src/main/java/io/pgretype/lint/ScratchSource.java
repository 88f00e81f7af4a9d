package io.pgretype.lint;

import io.pgretype.problem.ProblemException;
import java.util.OptionalInt;

/** Where a server comes from on which migrations are tried. Asked only when there is something to try. */
@FunctionalInterface
public interface ScratchSource {

    /**
     * A server that lasts until it is closed.
     *
     * @param major its version; empty for whichever there is
     * @throws ProblemException {@code no-scratch-server}, and what a connection can meet
     */
    Scratch open(OptionalInt major);

    /** Whether there is any to open. */
    default boolean isThere() {
        return true;
    }

    /** A server with databases that nobody else needs. */
    interface Scratch extends AutoCloseable {

        /** A JDBC URL with all that a connection needs; its role may create databases. */
        String url();

        @Override
        void close();
    }

    /** One that runs already, and goes on when lint is done. */
    static Scratch running(String url) {
        return new Scratch() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public void close() {}
        };
    }
}
