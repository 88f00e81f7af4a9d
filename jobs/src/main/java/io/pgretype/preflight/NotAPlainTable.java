package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Only a table that holds its own rows, for longer than a session, and may get columns, can be changed. */
final class NotAPlainTable implements Check {

    private static final String REASONS = """
            select reason
              from pg_class as class
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             cross join lateral (values
                 (case class.relkind
                      when 'r' then null
                      when 'p' then null
                      when 'v' then 'it is a view'
                      when 'm' then 'it is a materialized view'
                      when 'f' then 'it is a foreign table'
                      when 'i' then 'it is an index'
                      when 'S' then 'it is a sequence'
                      when 'c' then 'it is a composite type'
                      else format('it is of relkind %s', class.relkind)
                  end),
                 (case when class.relpersistence = 't' then 'it is a temporary table' end),
                 (case
                      when class.reloftype <> 0
                      then format('it is a typed table, of %s', class.reloftype::regtype)
                  end),
                 (case
                      when namespace.nspname in ('pg_catalog', 'pg_toast', 'information_schema')
                      then 'it belongs to the system catalog'
                  end),
                 (case when namespace.nspname = 'pgretype' then 'it belongs to pgretype itself' end)
             ) as found (reason)
             where class.oid = :table
               and reason is not null""";

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<String> reasons = jdbc.sql(REASONS)
                .param("table", subject.oid())
                .query(String.class)
                .list();
        return Refusal.of(
                ProblemCode.NOT_A_PLAIN_TABLE,
                "%s is not a plain table.".formatted(subject.name()),
                reasons,
                "Name the plain table that holds the rows ('alter table … not of' makes a typed table plain).");
    }
}
