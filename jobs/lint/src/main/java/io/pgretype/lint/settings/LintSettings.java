package io.pgretype.lint.settings;

import io.pgretype.lint.migration.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a team says once about its migrations. Paths are relative to the directory of the file.
 *
 * @param migrations the directories that they are in
 * @param base what a branch is compared with: {@code origin/main}
 * @param tool what runs them
 * @param placeholders what the tool puts in for {@code ${name}}
 * @param schema a dump of the schema as it was before the first of them
 * @param postgres production's major version
 * @param stats how large production's tables are, as {@code pgretype stats} wrote it
 * @param statements those of the running release
 * @param lockTimeout what the tool's sessions have set before a migration begins
 */
public record LintSettings(
        List<Path> migrations,
        Optional<String> base,
        Optional<Tool> tool,
        Map<String, String> placeholders,
        Optional<Path> schema,
        OptionalInt postgres,
        Optional<Path> stats,
        Optional<Path> statements,
        Optional<Duration> lockTimeout) {

    /** Of a team that has said nothing. */
    public static final LintSettings NONE = new LintSettings(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public LintSettings {
        migrations = List.copyOf(migrations);
        placeholders = Map.copyOf(placeholders);
    }

    /** What the command line says, and these where it says nothing. */
    public LintSettings unless(LintSettings line) {
        return new LintSettings(
                line.migrations.isEmpty() ? migrations : line.migrations,
                line.base.or(() -> base),
                line.tool.or(() -> tool),
                line.placeholders.isEmpty() ? placeholders : line.placeholders,
                line.schema.or(() -> schema),
                line.postgres.isPresent() ? line.postgres : postgres,
                line.stats.or(() -> stats),
                line.statements.or(() -> statements),
                line.lockTimeout.or(() -> lockTimeout));
    }
}
