package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Triggers that watch columns, with UPDATE OF or WHEN. One is replaced, and so stays the same object; only constraint
 * triggers, which cannot be, are dropped and made again with all that they have.
 */
final class BoundTriggers implements BoundKind {

    /** The pretty definition names the table as the search_path has it, the other one always with its schema. */
    private static final String TRIGGERS = """
            with trigger as (
                select pg_trigger.*,
                       pg_catalog.format('trigger %I on %I.%I', tgname, namespace.nspname, class.relname) as on_table,
                       pg_catalog.format('%I.%I', namespace.nspname, class.relname) as table_name,
                       pg_catalog.quote_ident(tgname) as name,
                       tgconstraint <> 0 as is_constraint,
                       namespace.nspname as schema,
                       class.relname as table,
                       pg_catalog.pg_get_userbyid(class.relowner) as owner
                  from pg_catalog.pg_trigger
                  join pg_catalog.pg_class as class
                    on class.oid = tgrelid
                  join pg_catalog.pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                  join pg_catalog.pg_proc as function
                    on function.oid = tgfoid
                 where pg_trigger.oid in (:triggers)
                   and not tgisinternal
                   -- Its clones follow it.
                   and tgparentid = 0
                   and function.pronamespace is distinct from pg_catalog.to_regnamespace('pgretype'))
            select oid,
                   on_table as text,
                   owner,
                   schema,
                   "table",
                   is_constraint,
                   pg_catalog.format('drop trigger %s on %s', name, table_name) as drop,
                   pg_catalog.pg_get_triggerdef(oid) as definition,
                   pg_catalog.array_remove(
                       array[
                           case tgenabled
                               when 'D' then pg_catalog.format('alter table %s disable trigger %s', table_name, name)
                               when 'R' then pg_catalog.format('alter table %s enable replica trigger %s', table_name, name)
                               when 'A' then pg_catalog.format('alter table %s enable always trigger %s', table_name, name)
                           end,
                           case when is_constraint then comment.statement end,
                           case when is_constraint then comment_on_constraint.statement end],
                       null) as more,
                   pg_catalog.pg_get_triggerdef(oid, true) as trial
              from trigger
              left join lateral (
                  select pg_catalog.format('comment on trigger %s on %s is %L', name, table_name, description) as statement
                    from pg_catalog.pg_description as description
                   where description.classoid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
                     and description.objoid = trigger.oid) as comment
                on true
              left join lateral (
                  select pg_catalog.format('comment on constraint %s on %s is %L', name, table_name, description) as statement
                    from pg_catalog.pg_description as description
                   where description.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
                     and description.objoid = trigger.tgconstraint) as comment_on_constraint
                on true
             order by text""";

    private final JdbcClient jdbc;
    private final OnExtensions extensions;
    private final Remembered remembered;

    BoundTriggers(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.extensions = new OnExtensions(jdbc);
        this.remembered = remembered;
    }

    /** Those of a relation that goes are not asked for: they go with it. */
    @Override
    public List<Bound> to(List<Anchor> anchors) {
        List<Anchor> columns =
                anchors.stream().filter(anchor -> !anchor.isWhole()).toList();
        return jdbc.sql(TRIGGERS)
                .param(
                        "triggers",
                        new Dependence(jdbc).on(columns, "pg_trigger").oids())
                .query((row, number) -> bound(row))
                .list();
    }

    private Bound bound(ResultSet row) throws SQLException {
        String text = row.getString("text");
        String definition = row.getString("definition");
        String wanted = remembered.wording(text, definition);
        List<String> bind = new ArrayList<>(
                row.getBoolean("is_constraint")
                        ? List.of(row.getString("drop"), wanted)
                        : List.of(wanted.replaceFirst("^CREATE", "create or replace")));
        bind.addAll(Arrays.asList((String[]) row.getArray("more").getArray()));
        bind.addAll(extensions.of("pg_trigger", List.of(row.getLong("oid"))));
        QualifiedName table = QualifiedName.of(row.getString("schema"), row.getString("table"));
        return new Bound(
                new BoundObject(text, row.getString("owner")),
                definition,
                List.of(table),
                List.of(),
                bind,
                List.of(row.getString("trial")));
    }
}
