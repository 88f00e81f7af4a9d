package io.pgretype.lint.stats;

import io.pgretype.change.QualifiedName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sizes in one database.
 *
 * @param server its version, as it says it
 * @param taken when, by the server's clock
 * @param tables partitioned ones with the sum of their partitions, and materialized views
 * @param notAnalyzed tables of which the server knows no size
 */
public record Statistics(
        String server,
        Instant taken,
        Map<QualifiedName, Size> tables,
        Map<QualifiedName, Size> indexes,
        List<QualifiedName> notAnalyzed) {

    /** Nothing is known, so every table may be large. */
    public static final Statistics NONE = new Statistics("", Instant.EPOCH, Map.of(), Map.of(), List.of());

    public Statistics {
        tables = Map.copyOf(tables);
        indexes = Map.copyOf(indexes);
        notAnalyzed = List.copyOf(notAnalyzed);
    }

    /** Empty for what was not there, and for what was never analyzed. */
    public Optional<Size> table(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    public Optional<Size> index(QualifiedName name) {
        return Optional.ofNullable(indexes.get(name));
    }
}
