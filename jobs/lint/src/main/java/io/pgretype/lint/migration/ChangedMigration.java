package io.pgretype.lint.migration;

import java.nio.file.Path;

/**
 * A migration that had run before and is not the same any more.
 *
 * @param file its old name where it was renamed or deleted
 * @param line where it begins: 1, or that of its changeset
 */
public record ChangedMigration(Path file, int line, How how) {

    /** What was done to it. */
    public enum How {
        EDITED,
        RENAMED,
        DELETED
    }
}
