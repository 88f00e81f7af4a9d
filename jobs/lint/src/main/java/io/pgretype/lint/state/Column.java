package io.pgretype.lint.state;

import io.pgretype.change.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * @param type as SQL spells it, with its modifier
 * @param typeOid of a domain, that of the type below it
 * @param modifier pg_attribute.atttypmod, -1 if none
 * @param notNull it, or its domain
 * @param value the expression of its default or its domain's, of its generation, or {@code identity}; empty if there is none
 * @param identity pg_attribute.attidentity, or blank
 */
public record Column(
        long table,
        int number,
        Identifier name,
        String type,
        long typeOid,
        int modifier,
        boolean notNull,
        String value,
        char identity,
        boolean generated,
        boolean domain) {

    static final String QUERY = """
            select a.attrelid,
                   a.attnum,
                   a.attname,
                   format_type(a.atttypid, a.atttypmod) as type,
                   coalesce(nullif(t.typbasetype, 0), t.oid) as atttypid,
                   case when t.typtype = 'd' then t.typtypmod else a.atttypmod end as atttypmod,
                   a.attnotnull or t.typnotnull as attnotnull,
                   case when a.attidentity <> '' then 'identity'
                        else coalesce(pg_get_expr(d.adbin, d.adrelid), case when c.relkind not in ('v', 'm') then t.typdefault end, '')
                   end as value,
                   a.attidentity::text || ' ' as attidentity,
                   a.attgenerated <> '' as generated,
                   t.typtype = 'd' as domain
              from pg_attribute a
              join pg_type t on t.oid = a.atttypid
              join pg_class c on c.oid = a.attrelid
              join pg_namespace n on n.oid = c.relnamespace
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attrelid >= 16384
               and a.attnum > 0
               and not a.attisdropped
               and c.relkind in ('r', 'p', 'v', 'm', 'f')
               and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
               and c.relpersistence <> 't'
             order by a.attrelid, a.attnum
            """;

    static Column of(ResultSet row) throws SQLException {
        return new Column(
                row.getLong("attrelid"),
                row.getInt("attnum"),
                Identifier.of(row.getString("attname")),
                row.getString("type"),
                row.getLong("atttypid"),
                row.getInt("atttypmod"),
                row.getBoolean("attnotnull"),
                row.getString("value"),
                row.getString("attidentity").charAt(0),
                row.getBoolean("generated"),
                row.getBoolean("domain"));
    }

    /** Something fills it where an INSERT leaves it out. */
    public boolean hasValue() {
        return !value.isEmpty();
    }
}
