package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Before cutover the new column, after it the old one, is not named in the application's INSERT. A domain that is NOT NULL
 * refuses that before any trigger could give it its value.
 */
final class DomainRefusesNull implements Check {

    /** A domain may be made of another one. */
    private static final String NOT_NULL_DOMAINS = """
            with recursive type as (
                select used.type as used,
                       used.type as oid
                  from unnest(array[to_regtype(:old), to_regtype(regexp_replace(:new, '\\s+collate\\s.*', '', 'i'))]::oid[])
                       as used (type)
                union all
                select type.used,
                       domain.typbasetype
                  from type
                  join pg_type as domain
                    on domain.oid = type.oid
                 where domain.typtype = 'd')
            select distinct format('type %s of column %I is NOT NULL', type.used::regtype, :column) as text
              from type
              join pg_type as domain
                on domain.oid = type.oid
             where domain.typnotnull
             order by text""";

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.DOMAIN_REFUSES_NULL,
                "A domain that refuses NULL would fail every INSERT into %s.".formatted(subject.name()),
                subject.columns().stream()
                        .flatMap(column -> domains(column, jdbc).stream())
                        .toList(),
                "Take NOT NULL off the domain, and give it to the columns that use it.");
    }

    private static List<String> domains(MovedColumn column, JdbcClient jdbc) {
        return jdbc.sql(NOT_NULL_DOMAINS)
                .param("old", column.type())
                .param("new", column.move().type())
                .param("column", column.move().column().name())
                .query(String.class)
                .list();
    }
}
