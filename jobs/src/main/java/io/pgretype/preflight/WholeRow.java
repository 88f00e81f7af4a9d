package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whole rows of the table that are stored elsewhere lose the old column's values when it is dropped; checks and indexes
 * over the whole row mean something else with every column that is added. pg_depend does not tie these to a column.
 */
final class WholeRow implements Check {

    private static final String USES_OF_THE_ROW = """
            with recursive row_type as (
                select class.reltype as oid
                  from pg_class as class
                 where class.oid = :table
                   and class.reltype <> 0
                 union
                -- Arrays, domains and ranges of a type, and the row types of what has a column of it.
                select coalesce(class.reltype, depend.objid)
                  from row_type
                  join pg_depend as depend
                    on depend.refclassid = 'pg_type'::regclass
                   and depend.refobjid = row_type.oid
                  left join pg_class as class
                    on depend.classid = 'pg_class'::regclass
                   and class.oid = depend.objid
                 where depend.classid = 'pg_type'::regclass
                    or depend.objsubid > 0 and class.reltype <> 0)
            select format('column %I.%I.%I stores whole rows', nspname, relname, attname) as text
              from row_type
              join pg_depend as depend
                on depend.refclassid = 'pg_type'::regclass
               and depend.refobjid = row_type.oid
               and depend.classid = 'pg_class'::regclass
              join pg_class as class
                on class.oid = depend.objid
               and class.relkind in ('r', 'p', 'm', 'f')
              join pg_attribute as attribute
                on attribute.attrelid = class.oid
               and attribute.attnum = depend.objsubid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             union all
            select format('constraint %I checks the whole row', conname)
              from pg_constraint
             where conrelid = :table
               and contype = 'c'
               and 0 = any (conkey)
             union all
            select format('index %I.%I uses the whole row', nspname, relname)
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where index.indrelid = :table
               -- In a parsed expression, column number 0 is the row.
               and concat(index.indexprs, index.indpred) like '%:varattno 0 %'
             order by text""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.UNKNOWN_DEPENDENT,
                "Whole rows of %s, with all their columns, are stored, checked or indexed.".formatted(subject.name()),
                usesOfTheRow(subject, jdbc),
                "Drop the object, run the change, create it again; or let it name the columns it needs.");
    }

    private static List<String> usesOfTheRow(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(USES_OF_THE_ROW)
                .param("table", subject.oid())
                .query(String.class)
                .list();
    }
}
