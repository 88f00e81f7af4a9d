package io.pgretype.apply;

import io.pgretype.lint.migration.MigrationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How files are to be applied.
 *
 * @param migrations which files, and how their tool reads them
 * @param schema a dump of what was there before the first of the files that the migrations' directory has
 * @param budget how long one attempt may make others wait
 * @param deadline how long to go on trying
 * @param cancelsBlockers whether to cancel the statements of who is in the way of a transaction
 * @param unjudged whether to run them without a scratch server
 */
public record ApplyOptions(
        MigrationOptions migrations,
        Optional<Path> schema,
        Duration budget,
        Duration deadline,
        boolean cancelsBlockers,
        boolean unjudged) {

    /** How long a transaction with strong locks may last. */
    Duration statementTimeout() {
        return budget.multipliedBy(10);
    }
}
