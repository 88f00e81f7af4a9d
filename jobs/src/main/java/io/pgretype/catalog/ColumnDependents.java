package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What would go along, or stand in the way, if a column were dropped. */
public final class ColumnDependents {

    private static final String DEPENDENTS = """
            select distinct
                   depend.classid::regclass::text as catalog,
                   depend.objid as oid,
                   coalesce(
                       class.relname, con.conname, statistics.stxname, trigger.tgname, rule.rulename, '') as name,
                   pg_describe_object(depend.classid, depend.objid, depend.objsubid) as description,
                   coalesce(class.relkind = 'S', false) as is_sequence
              from pg_depend as depend
              join pg_attribute as attribute
                on attribute.attrelid = depend.refobjid
               and attribute.attnum = depend.refobjsubid
              left join pg_class as class
                on depend.classid = 'pg_class'::regclass
               and class.oid = depend.objid
              left join pg_constraint as con
                on depend.classid = 'pg_constraint'::regclass
               and con.oid = depend.objid
              left join pg_statistic_ext as statistics
                on depend.classid = 'pg_statistic_ext'::regclass
               and statistics.oid = depend.objid
              left join pg_trigger as trigger
                on depend.classid = 'pg_trigger'::regclass
               and trigger.oid = depend.objid
              left join pg_rewrite as rule
                on depend.classid = 'pg_rewrite'::regclass
               and rule.oid = depend.objid
             where depend.refclassid = 'pg_class'::regclass
               and depend.refobjid = :table
               and attribute.attname = :column
               and depend.classid <> 'pg_attrdef'::regclass
               and con.contype is distinct from 'n'
             order by description""";

    private final JdbcClient jdbc;

    public ColumnDependents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param catalog the system catalog that has it
     * @param oid its oid there
     * @param name the object's own name without schema
     * @param description as PostgreSQL describes it
     */
    public record Dependent(String catalog, long oid, String name, String description, boolean isSequence) {

        /** Whether it is one of those constraints. */
        public boolean isConstraint(Collection<Long> oids) {
            return catalog.equals("pg_constraint") && oids.contains(oid);
        }
    }

    /** Everything in pg_depend that refers to the column, the column's own default and NOT NULL aside. */
    public List<Dependent> of(long table, Identifier column) {
        return jdbc.sql(DEPENDENTS)
                .param("table", table)
                .param("column", column.name())
                .query((row, number) -> new Dependent(
                        row.getString("catalog"),
                        row.getLong("oid"),
                        row.getString("name"),
                        row.getString("description"),
                        row.getBoolean("is_sequence")))
                .list();
    }
}
