package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Columns of a partitioned table change in all partitions at once, and indexes cannot be built concurrently on it. */
final class PartitionedTable implements Check {

    private static final String PARTITIONS = """
            select format('it is partitioned by %s', pg_get_partkeydef(class.oid))
              from pg_class as class
             where class.oid = :table
               and class.relkind = 'p'
             union all
            select format('it is a partition of %I.%I', namespace.nspname, parent.relname)
              from pg_class as class
              join pg_inherits as inherits
                on inherits.inhrelid = class.oid
              join pg_class as parent
                on parent.oid = inherits.inhparent
              join pg_namespace as namespace
                on namespace.oid = parent.relnamespace
             where class.oid = :table
               and class.relispartition""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<String> parts = jdbc.sql(PARTITIONS)
                .param("table", subject.oid())
                .query(String.class)
                .list();
        return Refusal.of(
                ProblemCode.PARTITIONED_TABLE,
                "%s is part of a partitioned table.".formatted(subject.name()),
                parts,
                "Wait for a release that changes partitioned tables.");
    }
}
