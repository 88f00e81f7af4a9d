package io.pgretype.preflight;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A unique index of the table, by which it might be walked.
 *
 * @param name its full name
 * @param obstacle why the table cannot be walked by it, null if it can
 * @param moved whether one of its key columns is to change
 */
record UniqueIndex(String name, @Nullable String obstacle, boolean moved) {

    /** The table's unique indexes, the primary key's too; none for what is no table. */
    static List<UniqueIndex> read(Subject subject, JdbcClient jdbc) {
        return jdbc.sql("""
                        select format('%I.%I', namespace.nspname, class.relname) as name,
                               case
                                   when method.amname <> 'btree' then 'is no btree index'
                                   when not index.indisvalid then 'is invalid'
                                   when not index.indimmediate then 'is deferrable'
                                   when index.indpred is not null then 'is partial'
                                   when index.indexprs is not null then 'has an expression'
                                   when key.nullable then 'has a column that may be NULL'
                                   when key.reordered then 'is not in the default order'
                               end as obstacle,
                               key.moved
                          from pg_index as index
                          join pg_class as class
                            on class.oid = index.indexrelid
                          join pg_namespace as namespace
                            on namespace.oid = class.relnamespace
                          join pg_am as method
                            on method.oid = class.relam
                         cross join lateral (
                             select bool_or(not attribute.attnotnull or not_null.oid is not null) as nullable,
                                    bool_or(
                                        index.indoption[position] <> 0
                                        or index.indcollation[position] <> attribute.attcollation
                                        or not operators.opcdefault) as reordered,
                                    coalesce(bool_or(attribute.attnum in (:columns)), false) as moved
                               from generate_series(0, index.indnkeyatts - 1) as position
                               left join pg_attribute as attribute
                                 on attribute.attrelid = index.indrelid
                                and attribute.attnum = index.indkey[position]
                               left join pg_opclass as operators
                                 on operators.oid = index.indclass[position]
                               left join pg_constraint as not_null
                                 on not_null.conrelid = index.indrelid
                                and not_null.contype = 'n'
                                and not not_null.convalidated
                                and attribute.attnum = any (not_null.conkey)) as key
                         where index.indrelid = :table
                           and index.indisunique
                         order by name""")
                .param("columns", subject.numbers())
                .param("table", subject.oid())
                .query(UniqueIndex.class)
                .list();
    }

    boolean usable() {
        return obstacle == null;
    }
}
