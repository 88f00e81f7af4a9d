package io.pgretype.routine;

/**
 * A place where a trigger function of the table writes a column that is to change into another table, where it has the
 * type that it has now.
 *
 * @param function its full name
 * @param line of its body, as the server counts in its messages
 * @param column of the table under change
 * @param target the other table's column, with the table
 * @param type which it has
 */
public record CopiedColumn(String function, int line, String column, String target, String type) {

    /** For messages. */
    public String text() {
        return "function %s line %d writes %s into %s, which is %s".formatted(function, line, column, target, type);
    }
}
