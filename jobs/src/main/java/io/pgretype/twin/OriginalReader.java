package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what depends on the old columns and has a twin. To be called with an empty search_path, so that every name is
 * printed with its schema.
 */
final class OriginalReader {

    private static final String INDEXES = """
            select 'INDEX' as kind,
                   namespace.nspname as schema,
                   class.relname as name,
                   substr(definition, position(' USING ' in definition) + 1) as definition,
                   index.indisunique as is_unique,
                   coalesce('tablespace ' || quote_ident(tablespace.spcname), '') as suffix,
                   true as validated,
                   array_remove(
                       array_prepend(
                           format('comment on index %s is %L', '{twin}', description.description),
                           targets.statements),
                       null) as properties,
                   description.description is not null as has_comment
              from pg_catalog.pg_index as index
              join pg_catalog.pg_class as class
                on class.oid = index.indexrelid
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
              left join pg_catalog.pg_tablespace as tablespace
                on tablespace.oid = class.reltablespace
              left join pg_catalog.pg_description as description
                on description.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and description.objoid = class.oid
               and description.objsubid = 0
             cross join lateral pg_catalog.pg_get_indexdef(index.indexrelid) as definition
             cross join lateral (
                 select coalesce(
                            array_agg(format(
                                'alter index %s alter column %s set statistics %s',
                                '{twin}', attribute.attnum, attribute.attstattarget)
                                order by attribute.attnum),
                            '{}') as statements
                   from pg_catalog.pg_attribute as attribute
                  where attribute.attrelid = index.indexrelid
                    and attribute.attstattarget >= 0) as targets
             where index.indrelid = :table
               and exists (
                   select
                     from pg_catalog.pg_depend as depend
                     join pg_catalog.pg_attribute as attribute
                       on attribute.attrelid = depend.refobjid
                      and attribute.attnum = depend.refobjsubid
                    where depend.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      and depend.objid = index.indexrelid
                      and depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                      and depend.refobjid = index.indrelid
                      and attribute.attname = any (:columns))
             order by class.relname""";

    /** The index of the primary key, which is to be built for the new columns, and once more for the old ones. */
    private static final String PRIMARY_KEY = """
            select kind.kind,
                   namespace.nspname as schema,
                   con.conname as name,
                   substr(definition, position(' USING ' in definition) + 1) as definition,
                   true as is_unique,
                   coalesce('tablespace ' || quote_ident(tablespace.spcname), '') as suffix,
                   true as validated,
                   array[format('comment on index %s is %L', '{twin}', description.description)] as properties,
                   description.description is not null as has_comment
              from pg_catalog.pg_constraint as con
              join pg_catalog.pg_index as index
                on index.indexrelid = con.conindid
              join pg_catalog.pg_class as class
                on class.oid = index.indexrelid
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
              left join pg_catalog.pg_tablespace as tablespace
                on tablespace.oid = class.reltablespace
              left join pg_catalog.pg_description as description
                on description.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and description.objoid = class.oid
               and description.objsubid = 0
             cross join lateral pg_catalog.pg_get_indexdef(index.indexrelid) as definition
             -- The twin first: of two indexes that refuse a row the older one is named, and this has the name after the swap.
             cross join unnest(array['PRIMARY_KEY', 'SPARE_KEY']) with ordinality as kind (kind, number)
             where con.conrelid = :table
               and con.contype = 'p'
               and exists (
                   select
                     from pg_catalog.pg_attribute as attribute
                    where attribute.attrelid = con.conrelid
                      and attribute.attnum = any (index.indkey::smallint[])
                      and attribute.attname = any (:columns))
             order by kind.number""";

    private static final String CONSTRAINTS = """
            select case con.contype when 'c' then 'CHECK' else 'UNIQUE' end as kind,
                   namespace.nspname as schema,
                   con.conname as name,
                   regexp_replace(
                       regexp_replace(pg_catalog.pg_get_constraintdef(con.oid), ' NOT VALID$', ''),
                       '( DEFERRABLE.*)?$',
                       coalesce(' WITH (' || array_to_string(class.reloptions, ', ') || ')', '') || '\\1') as definition,
                   con.contype = 'u' as is_unique,
                   coalesce('tablespace ' || quote_ident(tablespace.spcname), '') as suffix,
                   con.convalidated as validated,
                   array[format(
                       'comment on constraint %s on %s is %L',
                       '{twin}', con.conrelid::pg_catalog.regclass, description.description)] as properties,
                   description.description is not null as has_comment
              from pg_catalog.pg_constraint as con
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = con.connamespace
              left join pg_catalog.pg_class as class
                on class.oid = con.conindid
              left join pg_catalog.pg_index as index
                on index.indexrelid = con.conindid
              left join pg_catalog.pg_tablespace as tablespace
                on tablespace.oid = class.reltablespace
              left join pg_catalog.pg_description as description
                on description.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
               and description.objoid = con.oid
             where con.conrelid = :table
               and (con.contype = 'u'
                    -- A partition has those of its table by inheritance.
                    or con.contype = 'c' and con.coninhcount = 0)
               and exists (
                   select
                     from pg_catalog.pg_attribute as attribute
                    where attribute.attrelid = con.conrelid
                      and attribute.attnum = any (coalesce(index.indkey::smallint[], con.conkey))
                      and attribute.attname = any (:columns))
             order by con.conname""";

    private static final String EXTENDED_STATISTICS = """
            select 'STATISTICS' as kind,
                   namespace.nspname as schema,
                   statistics.stxname as name,
                   regexp_replace(
                       substr(definition, length(format(
                           'CREATE STATISTICS %I.%I', namespace.nspname, statistics.stxname)) + 1),
                       ' FROM [^()]*$', '') as definition,
                   false as is_unique,
                   '' as suffix,
                   true as validated,
                   array_remove(
                       array[
                           format('comment on statistics %s is %L', '{twin}', description.description),
                           format('alter statistics %s owner to %I', '{twin}', owner.rolname),
                           case
                               when statistics.stxstattarget >= 0
                               then format(
                                   'alter statistics %s set statistics %s', '{twin}', statistics.stxstattarget)
                           end],
                       null) as properties,
                   description.description is not null as has_comment
              from pg_catalog.pg_statistic_ext as statistics
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = statistics.stxnamespace
              join pg_catalog.pg_roles as owner
                on owner.oid = statistics.stxowner
              left join pg_catalog.pg_description as description
                on description.classoid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
               and description.objoid = statistics.oid
             cross join lateral pg_catalog.pg_get_statisticsobjdef(statistics.oid) as definition
             where statistics.stxrelid = :table
               and exists (
                   select
                     from pg_catalog.pg_depend as depend
                     join pg_catalog.pg_attribute as attribute
                       on attribute.attrelid = depend.refobjid
                      and attribute.attnum = depend.refobjsubid
                    where depend.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
                      and depend.objid = statistics.oid
                      and depend.refobjid = statistics.stxrelid
                      and attribute.attname = any (:columns))
             order by statistics.stxname""";

    /** What the ledger gives to the name under which a twin is built. */
    private static final Pattern BUILD_SUFFIX = Pattern.compile("_[0-9a-f]{16}$");

    private final JdbcClient jdbc;

    OriginalReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Original> read(TableUnderChange table) {
        List<Original> originals = new ArrayList<>();
        String[] columns = table.columns().stream()
                .map(ColumnChange::column)
                .map(Identifier::name)
                .toArray(String[]::new);
        List<Original> key = primaryKey(table, columns);
        indexes(table, columns).stream()
                .filter(index -> key.stream().noneMatch(original -> isSpare(original, index)))
                .forEach(originals::add);
        originals.addAll(key);
        originals.addAll(constraints(table, columns));
        originals.addAll(statistics(table, columns));
        return originals;
    }

    private List<Original> primaryKey(TableUnderChange table, String[] columns) {
        return jdbc.sql(PRIMARY_KEY)
                .param("table", table.oid())
                .param("columns", columns)
                .query(OriginalReader::original)
                .list();
    }

    /** The spare index of the primary key, or what an attempt to build it has left: of the old columns, and yet ours. */
    private static boolean isSpare(Original key, Original index) {
        Identifier spare = Twin.retiredName(key.name().name());
        Matcher built = BUILD_SUFFIX.matcher(index.name().name().name());
        Identifier name = built.find() ? spare.withSuffix(built.group()) : spare;
        return index.name().equals(key.name().sibling(spare))
                || index.name().equals(key.name().sibling(name));
    }

    /** Indexes that belong to no constraint and have the column anywhere: key, INCLUDE, expression or predicate. */
    private List<Original> indexes(TableUnderChange table, String[] columns) {
        return jdbc.sql(INDEXES)
                .param("table", table.oid())
                .param("columns", columns)
                .query(OriginalReader::original)
                .list();
    }

    /** CHECK and UNIQUE constraints over the column. */
    private List<Original> constraints(TableUnderChange table, String[] columns) {
        return jdbc.sql(CONSTRAINTS)
                .param("table", table.oid())
                .param("columns", columns)
                .query(OriginalReader::original)
                .list();
    }

    private List<Original> statistics(TableUnderChange table, String[] columns) {
        return jdbc.sql(EXTENDED_STATISTICS)
                .param("table", table.oid())
                .param("columns", columns)
                .query(OriginalReader::original)
                .list();
    }

    private static Original original(ResultSet row, int number) throws SQLException {
        TwinKind kind = TwinKind.valueOf(row.getString("kind"));
        QualifiedName name = QualifiedName.of(row.getString("schema"), row.getString("name"));
        Identifier twinName = kind.twinName(name.name());
        // A constraint's name has no schema.
        String twin = kind == TwinKind.CHECK || kind == TwinKind.UNIQUE
                ? twinName.sql()
                : name.sibling(twinName).sql();
        boolean hasComment = row.getBoolean("has_comment");
        List<String> properties = Arrays.stream(
                        (String[]) row.getArray("properties").getArray())
                .filter(statement -> hasComment || !statement.startsWith("comment "))
                .map(statement -> statement.replace("{twin}", twin))
                .toList();
        return new Original(
                kind,
                name,
                row.getString("definition"),
                row.getBoolean("is_unique"),
                row.getString("suffix"),
                row.getBoolean("validated"),
                properties);
    }
}
