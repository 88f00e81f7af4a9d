package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Subscribers find rows by the replica identity; it cannot move to another index without their noticing. */
final class ReplicaIdentityIndex implements Check {

    private static final String IDENTITY_INDEXES = """
            select format('index %I.%I is the replica identity', namespace.nspname, class.relname)
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
              join pg_class as indexed
                on indexed.oid = index.indrelid
             where index.indrelid = :table
               and index.indisreplident
               and indexed.relreplident = 'i'
               and index.indkey::int[] && array[:columns]""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.REPLICA_IDENTITY_INDEX,
                "The replica identity of %s uses a column that is to change.".formatted(subject.name()),
                identityIndexes(subject, jdbc),
                "Choose another ('alter table %s replica identity default', or using another index)."
                        .formatted(subject.name()));
    }

    private static List<String> identityIndexes(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(IDENTITY_INDEXES)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .query(String.class)
                .list();
    }
}
