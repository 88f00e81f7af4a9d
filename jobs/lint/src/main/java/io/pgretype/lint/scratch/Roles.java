package io.pgretype.lint.scratch;

import io.pgretype.change.Identifier;
import java.util.Optional;

/**
 * Roles are the server's, not the database's: those of production come from no migration, and those that a migration made
 * are there for the next one that is tried.
 */
public final class Roles {

    /** Of SET ROLE, which has a code of its own. */
    private static final String INVALID_PARAMETER_VALUE = "22023";

    private static final String UNDEFINED_OBJECT = "42704";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String BEFORE = "role \"";
    private static final String MISSING = "\" does not exist";
    private static final String THERE = "\" already exists";

    private Roles() {}

    /** The one that a statement named and that is not there. */
    public static Optional<Identifier> missing(Message error) {
        return role(error, UNDEFINED_OBJECT, MISSING).or(() -> missingToBe(error));
    }

    /** The one that a statement would have taken on by SET ROLE. */
    static Optional<Identifier> missingToBe(Message error) {
        return role(error, INVALID_PARAMETER_VALUE, MISSING);
    }

    /** The one that a statement would have made and that is there. */
    public static Optional<Identifier> there(Message error) {
        return role(error, DUPLICATE_OBJECT, THERE);
    }

    private static Optional<Identifier> role(Message error, String state, String after) {
        String text = error.message();
        return error.state().equals(state) && text.startsWith(BEFORE) && text.endsWith(after)
                ? Optional.of(Identifier.of(text.substring(BEFORE.length(), text.length() - after.length())))
                : Optional.empty();
    }
}
