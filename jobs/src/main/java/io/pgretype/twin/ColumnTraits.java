package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a column has by itself: NOT NULL, comment, grants, statistics target, options, storage, compression. */
public final class ColumnTraits {

    /** Since PostgreSQL 18 one that is NOT VALID is in attnotnull too. */
    private static final String NOT_NULL_NEED = """
            with trait as (
                select attribute.attname,
                       attribute.attnotnull as refuses_nulls,
                       attribute.attnotnull
                       and not exists (
                           select
                             from pg_catalog.pg_constraint as con
                            where con.conrelid = attribute.attrelid
                              and con.contype = 'n'
                              and con.conkey = array[attribute.attnum]
                              and not con.convalidated) as has_none
                  from pg_catalog.pg_attribute as attribute
                 where attribute.attrelid = :table
                   and attribute.attname in (:old, :new))
            select case
                       when old.has_none and not new.has_none then 'ALL_ROWS'
                       when old.refuses_nulls and not new.refuses_nulls then 'NEW_ROWS'
                       else 'NONE'
                   end
              from trait as old
             cross join trait as new
             where old.attname = :old
               and new.attname = :new""";

    /** Storage and compression are carried where both types have them: tsquery, of variable length too, is always plain. */
    private static final String MISSING_TRAITS = """
            with trait as (
                select attribute.attrelid,
                       attribute.attname,
                       attribute.attnum,
                       attribute.attnotnull as not_null,
                       case when attribute.attstattarget >= 0 then attribute.attstattarget end as target,
                       attribute.attoptions as options,
                       nullif(attribute.attstorage, type.typstorage) as storage,
                       type.typstorage <> 'p' as is_toastable,
                       nullif(attribute.attcompression, '') as compression,
                       pg_catalog.col_description(attribute.attrelid, attribute.attnum) as comment
                  from pg_catalog.pg_attribute as attribute
                  join pg_catalog.pg_type as type
                    on type.oid = attribute.atttypid
                 where attribute.attrelid in (:from, :to)),
            both_columns as (
                select format('alter table %s alter column %I', cast(:name as text), new.attname) as alter_column,
                       format('%s.%I', cast(:name as text), new.attname) as new_column,
                       new.not_null and not old.not_null as lost_not_null,
                       old.target as old_target,
                       new.target as new_target,
                       old.options as old_options,
                       new.options as new_options,
                       old.storage as old_storage,
                       new.storage as new_storage,
                       old.compression as old_compression,
                       new.compression as new_compression,
                       old.is_toastable and new.is_toastable as both_toastable,
                       old.comment as old_comment,
                       new.comment as new_comment
                  from trait as old
                 cross join trait as new
                 where old.attrelid = :from
                   and old.attname = :old
                   and new.attrelid = :to
                   and new.attname = :new)
            -- NOT NULL was taken from the old column since: the new one would refuse what it takes.
            select format('%s drop not null', alter_column) as statement
              from both_columns
             where lost_not_null
            union all
            select format('%s set statistics %s', alter_column, coalesce(old_target, -1))
              from both_columns
             where old_target is distinct from new_target
            union all
            select format('%s set (%s)', alter_column, array_to_string(old_options, ', '))
              from both_columns
             where old_options is not null
               and old_options is distinct from new_options
            union all
            select format(
                       '%s set storage %s',
                       alter_column,
                       case old_storage
                           when 'p' then 'plain'
                           when 'e' then 'external'
                           when 'm' then 'main'
                           else 'extended'
                       end)
              from both_columns
             where both_toastable
               and old_storage is not null
               and old_storage is distinct from new_storage
            union all
            select format(
                       '%s set compression %s',
                       alter_column,
                       case old_compression when 'p' then 'pglz' else 'lz4' end)
              from both_columns
             where both_toastable
               and old_compression is not null
               and old_compression is distinct from new_compression
            union all
            select format('comment on column %s is %L', new_column, old_comment)
              from both_columns
             where old_comment is distinct from new_comment""";

    private final JdbcClient jdbc;
    private final ColumnGrants grants;

    public ColumnTraits(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.grants = new ColumnGrants(jdbc);
    }

    /** What the new column lacks, in words. */
    public List<String> missing(TableUnderChange table, ColumnChange column) {
        List<String> missing = new ArrayList<>(own(table, table, column));
        missing.addAll(grants.missing(table, column));
        if (notNullNeed(table, column) != NotNullNeed.NONE) {
            missing.add("NOT NULL of " + column.column());
        }
        return missing;
    }

    /** For which rows the old column is NOT NULL and the new one is not. */
    public NotNullNeed notNullNeed(TableUnderChange table, ColumnChange column) {
        return jdbc.sql(NOT_NULL_NEED)
                .param("table", table.oid())
                .param("old", column.column().name())
                .param("new", column.newColumn().name())
                .query(NotNullNeed.class)
                .single();
    }

    /**
     * The statements that give the new column the old one's traits, NOT NULL aside; only those that are needed. To be run
     * in one transaction, one after the other.
     */
    public List<String> statements(TableUnderChange table, ColumnChange column) {
        List<String> statements = new ArrayList<>(own(table, table, column));
        statements.addAll(grants.statements(table, column));
        return statements;
    }

    /**
     * The same on an empty copy of the table that has the new column, to try them: neither NOT NULL nor privileges, which
     * need no copy to read them from.
     */
    public List<String> onCopy(TableUnderChange table, TableUnderChange copy, ColumnChange column) {
        return own(table, copy, column);
    }

    private List<String> own(TableUnderChange from, TableUnderChange to, ColumnChange column) {
        return jdbc.sql(MISSING_TRAITS)
                .param("from", from.oid())
                .param("to", to.oid())
                .param("name", to.name().sql())
                .param("old", column.column().name())
                .param("new", column.newColumn().name())
                .query(String.class)
                .list();
    }
}
