package io.pgretype.preflight;

import io.pgretype.catalog.TableProblems;
import io.pgretype.catalog.UniqueIndex;
import io.pgretype.catalog.WalkableKeys;
import io.pgretype.problem.Problem;
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
                : List.of(TableProblems.noKey(subject.declared().table(), indexes));
    }
}
