package io.pgretype.preflight;

import io.pgretype.catalog.UniqueIndex;
import io.pgretype.catalog.WalkableKeys;
import io.pgretype.change.Identifier;
import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The column is in the primary key, or in every key by which the table could be walked. */
final class PrimaryKeyColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<String> keys = new ArrayList<>(subject.dependents().textsOf(Kind.PRIMARY_KEY));
        if (keys.isEmpty()) {
            keys.addAll(onlyKeys(subject, new WalkableKeys(jdbc).uniqueIndexes(subject.oid())));
        }
        return Refusal.of(
                ProblemCode.PRIMARY_KEY_COLUMN,
                "The key by which %s is walked cannot change meanwhile.".formatted(subject.name()),
                keys,
                "Leave the column as it is, or wait for a release that changes keys; where the table has no primary"
                        + " key, a unique index over other NOT NULL columns helps too.");
    }

    private static List<String> onlyKeys(Subject subject, List<UniqueIndex> indexes) {
        List<Identifier> changed =
                subject.columns().stream().map(column -> column.move().column()).toList();
        List<UniqueIndex> usable =
                indexes.stream().filter(UniqueIndex::isWalkable).toList();
        return usable.stream().allMatch(index -> index.hasAny(changed))
                ? usable.stream()
                        .map(index -> "unique index %s has a column that is to change, and there is no other key"
                                .formatted(index.name()))
                        .toList()
                : List.of();
    }
}
