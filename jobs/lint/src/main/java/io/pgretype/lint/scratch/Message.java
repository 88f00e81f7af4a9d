package io.pgretype.lint.scratch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said.
 *
 * @param severity {@code ERROR}, {@code DEBUG} …, in English
 * @param state the five characters of the error code
 * @param detail empty if there is none
 */
public record Message(String severity, String state, String message, String detail, String hint) {

    public static Message of(ServerErrorMessage told) {
        return new Message(
                orEmpty(told.getSeverity()),
                orEmpty(told.getSQLState()),
                orEmpty(told.getMessage()),
                orEmpty(told.getDetail()),
                orEmpty(told.getHint()));
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
