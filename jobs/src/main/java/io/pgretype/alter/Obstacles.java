package io.pgretype.alter;

import io.pgretype.change.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the empty copy does not have, and for which the server refuses to change a column's type. Reads only. */
final class Obstacles {

    /** See ATExecAlterColumnType in PostgreSQL's source: for each of these it says "cannot alter type of a column used by …". */
    private static final String DEPENDENTS = """
            select distinct pg_describe_object(depend.classid, depend.objid, depend.objsubid) as text
              from pg_depend as depend
              join pg_attribute as attribute
                on attribute.attrelid = depend.refobjid
               and attribute.attnum = depend.refobjsubid
              left join pg_attrdef as expression
                on depend.classid = 'pg_attrdef'::regclass
               and expression.oid = depend.objid
             where depend.refclassid = 'pg_class'::regclass
               and depend.refobjid = :table
               and attribute.attname = :column
               and (depend.classid in (
                        'pg_rewrite'::regclass,
                        'pg_policy'::regclass,
                        'pg_trigger'::regclass,
                        'pg_proc'::regclass,
                        'pg_publication_rel'::regclass)
                    or expression.adnum <> attribute.attnum)
             order by text""";

    private static final String OF_TABLE = """
            select text
              from pg_class as class
             cross join lateral (
                 select format(
                            '%s has its row type',
                            pg_describe_object(depend.classid, depend.objid, depend.objsubid))
                   from pg_depend as depend
                   join pg_type as type
                     on type.oid = depend.refobjid
                  where depend.refclassid = 'pg_type'::regclass
                    and depend.classid = 'pg_class'::regclass
                    and depend.objsubid > 0
                    and (type.oid = class.reltype or type.typelem = class.reltype)
                 union all
                 select 'it is partitioned, and its partitions are not looked at'
                  where class.relkind = 'p'
                 union all
                 select format('it inherits from %s', inhparent::regclass)
                   from pg_inherits
                  where inhrelid = class.oid
                 union all
                 select format('%s inherits from it', inhrelid::regclass)
                   from pg_inherits
                  where inhparent = class.oid
                    and class.relkind <> 'p') as found (text)
             where class.oid = :table
             order by text""";

    private final JdbcClient jdbc;

    Obstacles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** For people; empty if there are none. */
    List<String> of(AlteredTable table) {
        List<String> obstacles =
                new ArrayList<>(jdbc.sql(OF_TABLE).param("table", table.oid()).query(String.class).list().stream()
                        .map(text -> "%s: %s".formatted(table.name(), text))
                        .toList());
        table.columns().forEach(column -> obstacles.addAll(of(table, column.name())));
        return obstacles;
    }

    private List<String> of(AlteredTable table, Identifier column) {
        return jdbc
                .sql(DEPENDENTS)
                .param("table", table.oid())
                .param("column", column.name())
                .query(String.class)
                .list()
                .stream()
                .map(text -> "%s.%s: %s uses it".formatted(table.name(), column, text))
                .toList();
    }
}
