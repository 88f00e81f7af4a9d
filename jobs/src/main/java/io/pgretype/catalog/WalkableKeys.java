package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys by which a table can be walked: the one answer for preflight, the walk and the gates.
 *
 * <p>Keys are compared as rows by {@code >} and {@code =}, and ordered without further words. So an index is one only if
 * it has the columns' own order: their collations, the default operator class of their types, and the operators that
 * those names mean in this session. And no key may be NULL, which compares with nothing.
 */
public final class WalkableKeys {

    private static final String UNIQUE_INDEXES = """
            select namespace.nspname as schema,
                   class.relname as name,
                   case
                       when method.amname <> 'btree' then 'is no btree index'
                       when not index.indisvalid then 'is invalid'
                       when not index.indimmediate then 'is deferrable'
                       when index.indpred is not null then 'is partial'
                       when index.indexprs is not null then 'has an expression'
                       when key.is_nullable then 'has a column that may be NULL'
                       when key.is_reordered then 'is not in the default order'
                       when key.has_other_names then 'compares by operators that are not < and >'
                       when key.is_hidden then 'compares by operators outside of the search_path'
                   end as obstacle,
                   key.names,
                   key.types
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
              join pg_am as method
                on method.oid = class.relam
             cross join lateral (
                 select array_agg(attribute.attname::text order by position) as names,
                        array_agg(
                            -- Qualified, whatever the search_path finds.
                            case
                                when element.oid is null
                                     or element.typnamespace = 'pg_catalog'::regnamespace
                                then format_type(attribute.atttypid, attribute.atttypmod)
                                else format('%s.%I', element.typnamespace::regnamespace, element.typname)
                                     || case when element.oid <> attribute.atttypid then '[]' else '' end
                            end
                            order by position) as types,
                        -- From PostgreSQL 18 on attnotnull says nothing of rows that were there before.
                        bool_or(
                            not attribute.attnotnull
                            or exists (
                                select
                                  from pg_constraint as not_null
                                 where not_null.conrelid = index.indrelid
                                   and not_null.contype = 'n'
                                   and not not_null.convalidated
                                   and attribute.attnum = any (not_null.conkey))) as is_nullable,
                        bool_or(
                            index.indoption[position] <> 0
                            or index.indcollation[position] <> attribute.attcollation
                            or not operators.opcdefault
                            -- A type may be taken by another's class (citext by that of text) and have its own.
                            or operators.opcintype <> base.oid
                               and exists (
                                   select
                                     from pg_opclass as own
                                    where own.opcmethod = operators.opcmethod
                                      and own.opcintype = base.oid
                                      and own.opcdefault)) as is_reordered,
                        bool_or(comparison.has_other_names) as has_other_names,
                        bool_or(comparison.is_hidden) as is_hidden
                   from generate_series(0, index.indnkeyatts - 1) as position
                   left join pg_attribute as attribute
                     on attribute.attrelid = index.indrelid
                    and attribute.attnum = index.indkey[position]
                    and attribute.attnum > 0
                   left join pg_type as type
                     on type.oid = attribute.atttypid
                   left join pg_type as element
                     on element.oid = case when type.typcategory = 'A' then type.typelem else type.oid end
                   left join pg_opclass as operators
                     on operators.oid = index.indclass[position]
                   left join lateral (
                       with recursive domain as (
                           select oid,
                                  typbasetype
                             from pg_type
                            where oid = attribute.atttypid
                            union all
                           select type.oid,
                                  type.typbasetype
                             from domain
                             join pg_type as type
                               on type.oid = domain.typbasetype)
                       select oid
                         from domain
                        where typbasetype = 0) as base
                     on true
                  cross join lateral (
                      select bool_or(operator.oprname <> (array['<', '<=', '=', '>=', '>'])[member.amopstrategy])
                                 as has_other_names,
                             bool_or(not pg_operator_is_visible(operator.oid)) as is_hidden
                        from pg_amop as member
                        join pg_operator as operator
                          on operator.oid = member.amopopr
                       where member.amopfamily = operators.opcfamily
                         and member.amopmethod = operators.opcmethod
                         and member.amoplefttype = operators.opcintype
                         and member.amoprighttype = operators.opcintype) as comparison) as key
             where index.indrelid = :table
               and index.indisunique
             order by index.indisprimary desc, index.indnkeyatts, index.indexrelid""";

    private final JdbcClient jdbc;

    public WalkableKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All unique indexes of the table, the primary key's too, the best key first; none for what is no table. */
    public List<UniqueIndex> uniqueIndexes(long table) {
        return jdbc.sql(UNIQUE_INDEXES)
                .param("table", table)
                .query((row, number) -> index(row))
                .list();
    }

    /** Whether some index is that key. */
    boolean has(long table, KeyColumns key) {
        List<Identifier> names = names(key.columns());
        return uniqueIndexes(table).stream()
                .anyMatch(index -> index.isWalkable() && names(index.columns()).equals(names));
    }

    private static List<Identifier> names(List<KeyColumn> columns) {
        return columns.stream().map(KeyColumn::name).toList();
    }

    private static UniqueIndex index(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("names").getArray();
        String[] types = (String[]) row.getArray("types").getArray();
        List<KeyColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
                columns.add(new KeyColumn(Identifier.of(names[i]), types[i]));
            }
        }
        return new UniqueIndex(
                QualifiedName.of(row.getString("schema"), row.getString("name")), row.getString("obstacle"), columns);
    }
}
