package io.pgretype.lint.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where migrations are and which of them are new.
 *
 * @param directories with migrations; each may have another tool, those of one tool are taken together. Empty where
 *     files are given: then it is theirs.
 * @param base the branch, tag or commit with which the merge base is looked for; without one it is the main branch of
 *     {@code origin}, or that of this repository. Not used where files are given.
 * @param files those to take as new, whatever git says; what their tool runs before them is what had run
 * @param tool of all directories; without one it is seen from the names and texts of the files
 * @param placeholders values for Flyway's and Liquibase's {@code ${name}} and for psql's variables
 */
public record MigrationOptions(
        List<Path> directories,
        Optional<String> base,
        List<Path> files,
        Optional<Tool> tool,
        Map<String, String> placeholders) {

    public MigrationOptions {
        directories = List.copyOf(directories);
        files = List.copyOf(files);
        placeholders = Map.copyOf(placeholders);
    }

    /** What the branch adds in a directory. */
    public static MigrationOptions of(Path directory, String base) {
        return new MigrationOptions(List.of(directory), Optional.of(base), List.of(), Optional.empty(), Map.of());
    }
}
