package io.pgretype.lint.scratch;

import java.util.List;
import java.util.Optional;

/**
 * What the server answered to one string.
 *
 * @param tags of the commands that succeeded: {@code ALTER TABLE}, {@code UPDATE 0}
 * @param notices in the order in which they came, from DEBUG to WARNING
 * @param error that ended it
 */
public record Reply(List<String> tags, List<Message> notices, Optional<Message> error) {

    /** Whether one of the commands was this one: {@code UPDATE}, whatever the number after it. */
    public boolean hasTag(String command) {
        return tags.stream().anyMatch(tag -> tag.equals(command) || tag.startsWith(command + " "));
    }
}
