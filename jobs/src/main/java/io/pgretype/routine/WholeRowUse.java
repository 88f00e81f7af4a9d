package io.pgretype.routine;

/**
 * A place where a function handles whole rows of a table.
 *
 * @param function its full name
 * @param line of its body, as the server counts in its messages
 * @param what it does there
 */
public record WholeRowUse(String function, int line, String what, Certainty certainty) {

    /** Whether it goes wrong once the table has another column, or its columns another order. */
    public enum Certainty {
        /** Fails, or writes wrong columns, as soon as the table has one more. */
        FROM_EXPAND,
        /** Writes wrong columns as soon as the order is another. */
        FROM_CUTOVER,
        POSSIBLE
    }

    public boolean isCertain() {
        return certainty != Certainty.POSSIBLE;
    }

    /** For messages. */
    public String text() {
        return "function %s line %d %s".formatted(function, line, what);
    }
}
