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
                   case
                       -- PostgreSQL 14 says so itself.
                       when generated.attname is not null
                       then pg_describe_object('pg_class'::regclass, generated.attrelid, generated.attnum)
                       else pg_describe_object(depend.classid, depend.objid, depend.objsubid)
                   end as description,
                   coalesce(class.relkind = 'S', false) as is_sequence,
                   coalesce(generated.attgenerated = 'v', false) as is_virtual,
                   coalesce(con.contype = 'p', false) as is_primary_key
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
              left join pg_attrdef as own_default
                on depend.classid = 'pg_attrdef'::regclass
               and own_default.oid = depend.objid
              left join pg_attribute as generated
                on generated.attrelid = own_default.adrelid
               and generated.attnum = own_default.adnum
             where depend.refclassid = 'pg_class'::regclass
               and depend.refobjid = :table
               and attribute.attname = :column
               and own_default.adnum is distinct from attribute.attnum
               and con.contype is distinct from 'n'
               -- What a partition has by its table comes and goes with that.
               and class.relispartition is distinct from true
               and coalesce(con.conparentid, 0) = 0
               and coalesce(con.coninhcount, 0) = 0
               and coalesce(trigger.tgparentid, 0) = 0
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
     * @param isVirtual whether it is the expression of a virtual generated column
     */
    public record Dependent(
            String catalog,
            long oid,
            String name,
            String description,
            boolean isSequence,
            boolean isVirtual,
            boolean isPrimaryKey) {

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
                        row.getBoolean("is_sequence"),
                        row.getBoolean("is_virtual"),
                        row.getBoolean("is_primary_key")))
                .list();
    }
}
