package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A column of an inheritance tree changes in the whole tree. Partitions are {@link PartitionedTable}'s. */
final class Inheritance implements Check {

    private static final String RELATIVES = """
            select case
                       when inherits.inhparent = class.oid
                       then format('%I.%I inherits from it', namespace.nspname, relative.relname)
                       else format('it inherits from %I.%I', namespace.nspname, relative.relname)
                   end as relation
              from pg_class as class
              join pg_inherits as inherits
                on class.oid in (inherits.inhparent, inherits.inhrelid)
              join pg_class as relative
                on relative.oid in (inherits.inhparent, inherits.inhrelid)
               and relative.oid <> class.oid
              join pg_namespace as namespace
                on namespace.oid = relative.relnamespace
             where class.oid = :table
               and class.relkind = 'r'
               and not class.relispartition
             order by relation""";

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<String> relatives = jdbc.sql(RELATIVES)
                .param("table", subject.oid())
                .query(String.class)
                .list();
        return Refusal.of(
                ProblemCode.INHERITANCE,
                "%s inherits columns, or others inherit its columns.".formatted(subject.name()),
                relatives,
                "End the inheritance ('alter table … no inherit …'), or leave the column as it is.");
    }
}
