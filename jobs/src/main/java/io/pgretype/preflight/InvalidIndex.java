package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a failed CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY left: is a twin of it wanted, and a valid one? */
final class InvalidIndex implements Check {

    private static final String INVALID_INDEXES = """
            select format('index %I.%I is invalid', namespace.nspname, class.relname) as text
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where index.indrelid = :table
               and not (index.indisvalid and index.indisready and index.indislive)
               and (index.indkey::int[] && array[:columns]
                    or exists (
                        select
                          from pg_depend as depend
                         where depend.classid = 'pg_class'::regclass
                           and depend.objid = index.indexrelid
                           and depend.refclassid = 'pg_class'::regclass
                           and depend.refobjid = index.indrelid
                           and depend.refobjsubid in (:columns)))
             order by text""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.INVALID_INDEX,
                "Invalid indexes of %s have a column that is to change.".formatted(subject.name()),
                invalid(subject, jdbc),
                "Wait if it is being built; else 'drop index concurrently …' or 'reindex index concurrently …'.");
    }

    private static List<String> invalid(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(INVALID_INDEXES)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .query(String.class)
                .list();
    }
}
