package io.pgretype.change;

/**
 * A text as it may stand in a statement that takes no parameters: DDL and the bodies of functions.
 *
 * <p>This is the one place where values are quoted; wherever they can be, they are bound.
 */
public record Literal(String text) {

    /** In single quotes. */
    public String sql() {
        return "'" + text.replace("'", "''") + "'";
    }
}
