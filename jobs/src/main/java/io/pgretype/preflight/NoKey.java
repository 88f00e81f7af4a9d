package io.pgretype.preflight;

import io.pgretype.catalog.UniqueIndex;
import io.pgretype.catalog.WalkableKeys;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Backfill and verification walk the table by its primary key, or else by a unique index over NOT NULL columns. */
final class NoKey implements Check {

    private static final Set<String> KINDS_WITH_KEYS = Set.of("r", "p");

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<UniqueIndex> indexes = new WalkableKeys(jdbc).uniqueIndexes(subject.oid());
        boolean walkable = indexes.stream().anyMatch(UniqueIndex::isWalkable);
        return walkable || !KINDS_WITH_KEYS.contains(subject.relation().kind())
                ? List.of()
                : Refusal.of(
                        ProblemCode.NO_KEY,
                        "Table %s cannot be walked.".formatted(subject.name()),
                        observed(indexes),
                        "Create a key: 'create unique index concurrently … on %s (…)' over NOT NULL columns."
                                .formatted(subject.name()));
    }

    private static List<String> observed(List<UniqueIndex> indexes) {
        return indexes.isEmpty()
                ? List.of("it has no primary key and no unique index")
                : indexes.stream()
                        .map(index -> "%s %s".formatted(index.name(), index.obstacle()))
                        .toList();
    }
}
