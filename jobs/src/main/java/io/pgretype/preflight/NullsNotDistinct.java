package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After cutover a value that does not fit the old type is NULL in the old column. Where NULLs are equal, the second of
 * them would be refused as a duplicate: an error of the application's that pgretype makes.
 */
final class NullsNotDistinct implements Check {

    /** The property came with PostgreSQL 15. What an index merely INCLUDEs is not compared. */
    private static final String INDEXES = """
            select format('index %I.%I is NULLS NOT DISTINCT', namespace.nspname, class.relname) as text
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where index.indrelid = :table
               and to_jsonb(index) ->> 'indnullsnotdistinct' = 'true'
               and (exists (
                       select
                         from generate_series(0, index.indnkeyatts - 1) as position
                        where index.indkey[position] in (:columns))
                    or index.indexprs is not null
                       and exists (
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
                ProblemCode.NULLS_NOT_DISTINCT,
                "NULLs must be allowed to repeat in the old column of %s after cutover.".formatted(subject.name()),
                indexes(subject, jdbc),
                "Make it an index with distinct NULLs, and where there must be one NULL only, a second unique index on"
                        + " ((true)) where the column is null, after contract; or leave the column as it is.");
    }

    private static List<String> indexes(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(INDEXES)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .query(String.class)
                .list();
    }
}
