package io.pgretype.routine;

/**
 * A place where a trigger function of the table compares OLD and NEW as a whole.
 *
 * @param function its full name
 * @param line of its body, as the server counts in its messages
 */
public record ComparedRow(String function, int line) {

    /** For messages. */
    public String text() {
        return "%s line %d".formatted(function, line);
    }
}
