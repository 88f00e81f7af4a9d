package io.pgretype.preflight;

import static java.util.stream.Collectors.joining;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * After cutover a value that does not fit the old type is NULL in the old column. An index like {@code unique
 * (coalesce(size, 0))} takes NULL for a value, and would refuse the second of them as a duplicate.
 */
final class UniqueCountsNull implements Check {

    /**
     * Expressions and predicates are judged by their parsed trees. Operators and functions that give NULL for NULL, joined
     * by AND, OR and NOT, give NULL or what they give for any value; {@code where size is not null} leaves the row out. All
     * else is suspect.
     */
    private static final String SUSPECT_INDEXES = """
            select format('index %I.%I', namespace.nspname, class.relname) as text
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             cross join lateral (
                 -- Without the lists of constants of IN.
                 select regexp_replace(
                            concat(index.indexprs, index.indpred),
                            '\\{ARRAY(EXPR)? [^{}()]*\\((\\{CONST [^{}]*\\} ?)+\\)',
                            '',
                            'g') as text) as tree
             where index.indrelid = :table
               and index.indisunique
               and tree.text ~ (':varattno ' || :columns || ' ')
               -- A key with a NULL in it equals no other.
               and not exists (
                   select
                     from generate_series(0, index.indnkeyatts - 1) as position
                    where index.indkey[position] in (:numbers))
               and (index.indexprs::text ~ (:null_test || '[01]')
                    or index.indpred::text ~ (:null_test || '0')
                    or index.indpred::text ~ (:null_test || '1')
                       and index.indpred::text like '%:boolop not%'
                    or exists (
                        select
                          from regexp_matches(tree.text, '\\{([A-Z]+)', 'g') as node (name)
                         where node.name[1] not in (
                                   'VAR', 'CONST', 'OPEXPR', 'FUNCEXPR', 'SCALARARRAYOPEXPR', 'BOOLEXPR',
                                   'NULLTEST', 'RELABELTYPE', 'COERCEVIAIO', 'COLLATE', 'COLLATEEXPR'))
                    or exists (
                        select
                          from regexp_matches(tree.text, ':(?:op)?funcid (\\d+)', 'g') as call (function)
                          join pg_proc as function
                            on function.oid = call.function[1]::oid
                         where not function.proisstrict))
             order by text""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.UNIQUE_COUNTS_NULL,
                "A unique index of %s treats NULL in the old column as a value.".formatted(subject.name()),
                indexes(subject, jdbc),
                "Drop the index, run the change, build it again (concurrently) after contract; or leave the column as it is.");
    }

    private static List<String> indexes(Subject subject, JdbcClient jdbc) {
        String columns = subject.numbers().stream().map(String::valueOf).collect(joining("|", "(", ")"));
        return jdbc.sql(SUSPECT_INDEXES)
                .param("table", subject.oid())
                .param("numbers", subject.numbers())
                .param("columns", columns)
                .param(
                        "null_test",
                        "\\{NULLTEST :arg \\{VAR :varno 1 :varattno " + columns + " [^{}]*\\} :nulltesttype ")
                .query(String.class)
                .list();
    }
}
