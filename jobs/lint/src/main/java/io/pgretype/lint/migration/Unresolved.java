package io.pgretype.lint.migration;

import java.nio.file.Path;

/**
 * A migration, or a part of one, that was not looked into.
 *
 * @param line where it is in the file; 1 for all of it
 * @param reason a clause without a period at its end
 * @param added by the branch; else it had run before, and a dump of the schema can take its place
 */
public record Unresolved(Path file, int line, String reason, boolean added) {}
