package io.pgretype.shell.session;

import java.io.PrintWriter;
import java.util.function.IntSupplier;

/**
 * Where output goes.
 *
 * @param results what a command was asked for: standard output
 * @param notices everything else: standard error
 * @param columns how wide the terminal of the notices is just now; 0 if there is none
 */
public record Screen(PrintWriter results, PrintWriter notices, IntSupplier columns) {

    private static final String CLEARED_LINE = "\r\033[K";

    public boolean isTerminal() {
        return columns.getAsInt() > 0;
    }

    /** Prints lines of text; a line that is being redrawn there gives way. */
    public void notice(String text) {
        if (isTerminal()) {
            notices.print(CLEARED_LINE);
        }
        notices.println(text);
        notices.flush();
    }

    public void flush() {
        results.flush();
        notices.flush();
    }
}
