package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import io.pgretype.rebind.TwinnedView.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How another view like one that is there is made under its name, with all that it has; its rules and defaults are not among
 * that: rules may use views that come later. To be read with an empty search_path.
 */
final class ViewRecipes {

    private static final String CREATE = """
            select format(
                       'create materialized view %s using %I%s%s as',
                       class.oid::regclass,
                       method.amname,
                       ' with (' || options.text || ')',
                       ' tablespace ' || quote_ident(tablespace.spcname))
              from pg_class as class
              join pg_am as method
                on method.oid = class.relam
              left join pg_tablespace as tablespace
                on tablespace.oid = class.reltablespace
              left join pg_class as toast
                on toast.oid = class.reltoastrelid
             cross join lateral (
                 select string_agg(
                            format('%s%I=%L', prefix, split_part(option, '=', 1), substr(option, strpos(option, '=') + 1)),
                            ', '
                            order by prefix, option)
                   from (select '' as prefix,
                                unnest(class.reloptions) as option
                          union all
                         select 'toast.',
                                unnest(toast.reloptions)) as option) as options (text)
             where class.oid = :view""";

    private static final String OF_MATERIALIZED = """
            with view as (
                select oid,
                       oid::regclass::text as name,
                       relreplident
                  from pg_class
                 where oid = :view),
            part (place, owner, number, sql) as (
                -- Of columns.
                select 1,
                       '',
                       attribute.attnum * 10 + setting.number,
                       format('alter materialized view %s alter column %I set %s', view.name, attribute.attname, setting.sql)
                  from view
                  join pg_attribute as attribute
                    on attribute.attrelid = view.oid
                   and attribute.attnum > 0
                  join pg_type as type
                    on type.oid = attribute.atttypid
                 cross join lateral (
                     select 1,
                            'statistics ' || attribute.attstattarget
                      where attribute.attstattarget >= 0
                      union all
                     select 2,
                            '(' || (
                                select string_agg(
                                           format(
                                               '%I=%L',
                                               split_part(option, '=', 1),
                                               substr(option, strpos(option, '=') + 1)),
                                           ', ')
                                  from unnest(attribute.attoptions) as option) || ')'
                      where attribute.attoptions is not null
                      union all
                     select 3,
                            'storage ' || case attribute.attstorage
                                when 'p' then 'plain'
                                when 'e' then 'external'
                                when 'm' then 'main'
                                else 'extended'
                            end
                      where attribute.attstorage <> type.typstorage
                      union all
                     select 4,
                            'compression ' || case attribute.attcompression when 'l' then 'lz4' else 'pglz' end
                      where attribute.attcompression in ('l', 'p')) as setting (number, sql)
                 union all
                select 2,
                       index.name,
                       setting.number,
                       setting.sql
                  from view
                  join pg_index as of_view
                    on of_view.indrelid = view.oid
                   and of_view.indisvalid
                  join pg_class as class
                    on class.oid = of_view.indexrelid
                 cross join lateral (values (class.oid::regclass::text)) as index (name)
                 cross join lateral (
                     select 1,
                            pg_get_indexdef(class.oid)
                      union all
                     select 2,
                            format('alter index %s set tablespace %I', index.name, tablespace.spcname)
                       from pg_tablespace as tablespace
                      where tablespace.oid = class.reltablespace
                      union all
                     select 10 + attribute.attnum,
                            format(
                                'alter index %s alter column %s set statistics %s',
                                index.name,
                                attribute.attnum,
                                attribute.attstattarget)
                       from pg_attribute as attribute
                      where attribute.attrelid = class.oid
                        and attribute.attstattarget >= 0
                      union all
                     select 100,
                            format(
                                'comment on index %s is %L', index.name, obj_description(class.oid, 'pg_class'))
                      where obj_description(class.oid, 'pg_class') is not null
                      union all
                     select 101,
                            format('alter materialized view %s cluster on %I', view.name, class.relname)
                      where of_view.indisclustered
                      union all
                     select 102,
                            format(
                                'alter materialized view %s replica identity using index %I', view.name, class.relname)
                      where of_view.indisreplident
                      union all
                     select 103,
                            format('alter index %s depends on extension %I', index.name, extension.extname)
                       from pg_depend as depend
                       join pg_extension as extension
                         on extension.oid = depend.refobjid
                      where depend.classid = 'pg_class'::regclass
                        and depend.objid = class.oid
                        and depend.refclassid = 'pg_extension'::regclass
                        and depend.deptype = 'x') as setting (number, sql)
                 union all
                select 3,
                       statistics.name,
                       setting.number,
                       setting.sql
                  from view
                  join pg_statistic_ext as extended
                    on extended.stxrelid = view.oid
                 cross join lateral (
                     values (format('%s.%I', extended.stxnamespace::regnamespace, extended.stxname)))
                     as statistics (name)
                 cross join lateral (
                     select 1,
                            pg_get_statisticsobjdef(extended.oid)
                      union all
                     select 2,
                            format('alter statistics %s set statistics %s', statistics.name, extended.stxstattarget)
                      where extended.stxstattarget >= 0
                      union all
                     select 3,
                            format(
                                'comment on statistics %s is %L',
                                statistics.name,
                                obj_description(extended.oid, 'pg_statistic_ext'))
                      where obj_description(extended.oid, 'pg_statistic_ext') is not null
                      union all
                     select 4,
                            format(
                                'alter statistics %s owner to %I',
                                statistics.name,
                                pg_get_userbyid(extended.stxowner))) as setting (number, sql)
                 union all
                select 4,
                       '',
                       1,
                       format(
                           'alter materialized view %s replica identity %s',
                           name,
                           case relreplident when 'f' then 'full' else 'nothing' end)
                  from view
                 where relreplident in ('f', 'n')
                 union all
                select 4,
                       extension.extname,
                       2,
                       format('alter materialized view %s depends on extension %I', name, extension.extname)
                  from view
                  join pg_depend as depend
                    on depend.classid = 'pg_class'::regclass
                   and depend.objid = view.oid
                   and depend.objsubid = 0
                   and depend.refclassid = 'pg_extension'::regclass
                   and depend.deptype = 'x'
                  join pg_extension as extension
                    on extension.oid = depend.refobjid)
            select sql
              from part
             order by place, owner, number""";

    private static final String PARTS = """
            select 'index' as kind,
                   namespace.nspname as schema,
                   class.relname as name,
                   pg_get_indexdef(class.oid) as definition
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where index.indrelid = :view
               and index.indisvalid
             union all
            select 'statistics',
                   namespace.nspname,
                   extended.stxname,
                   pg_get_statisticsobjdef(extended.oid)
              from pg_statistic_ext as extended
              join pg_namespace as namespace
                on namespace.oid = extended.stxnamespace
             where extended.stxrelid = :view
             order by kind, schema, name""";

    private final JdbcClient jdbc;
    private final ViewParts parts;
    private final Remembered remembered;

    ViewRecipes(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
        this.parts = new ViewParts(jdbc, remembered);
    }

    private record Named(String kind, String schema, String name, String definition) {}

    List<String> of(View view) {
        List<String> statements = new ArrayList<>();
        if (view.materialized()) {
            statements.add("%s\n%s\nwith no data"
                    .formatted(
                            jdbc.sql(CREATE)
                                    .param("view", view.oid())
                                    .query(String.class)
                                    .single(),
                            view.wanted()));
            statements.addAll(jdbc.sql(OF_MATERIALIZED).param("view", view.oid()).query(String.class).list().stream()
                    .map(remembered::statement)
                    .toList());
        } else {
            statements.add(view.create());
        }
        statements.addAll(parts.of(view));
        return statements;
    }

    /** The view itself first. */
    List<Part> partsOf(View view) {
        return Stream.concat(
                        Stream.of(new Part(view.kind(), view.name(), view.definition())),
                        jdbc.sql(PARTS).param("view", view.oid()).query(Named.class).list().stream()
                                .map(named -> new Part(
                                        named.kind(),
                                        QualifiedName.of(named.schema(), named.name()),
                                        named.definition())))
                .toList();
    }
}
