package io.pgretype.routine;

/**
 * A function that names a column which is to change, and declares the type that the column has now for its result or a
 * parameter.
 *
 * @param function its kind and full name
 * @param column of the table under change
 * @param type which both have
 */
public record NarrowDeclaration(String function, String column, String type) {

    /** For messages. */
    public String text() {
        return "%s names %s and declares %s".formatted(function, column, type);
    }
}
