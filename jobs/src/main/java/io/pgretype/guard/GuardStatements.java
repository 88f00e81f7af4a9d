package io.pgretype.guard;

import io.pgretype.ledger.Phase;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.Witness;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that make and remove the guard; none of them locks a table. */
final class GuardStatements {

    /** The event trigger whose comment remembers how the guard was enabled. */
    static final String REWRITE = "pgretype_guard_rewrite";

    static final String BEFORE = "pgretype_guard_before";
    static final String AFTER = "pgretype_guard_after";
    static final List<String> TRIGGERS = List.of(REWRITE, BEFORE, AFTER);

    private static final String TAGS = List.of(
                    "ALTER TABLE",
                    "ALTER TRIGGER",
                    "ALTER SCHEMA",
                    "CREATE TRIGGER",
                    "DROP TABLE",
                    "DROP TRIGGER",
                    "DROP SCHEMA",
                    "DROP FUNCTION",
                    "DROP ROUTINE",
                    "DROP TYPE",
                    "DROP DOMAIN",
                    "DROP EXTENSION",
                    "DROP OWNED")
            .stream()
            .map("'%s'"::formatted)
            .collect(Collectors.joining(", "));

    private static final String OPEN = Arrays.stream(Phase.values())
            .filter(Phase::isOpen)
            .map(phase -> "'" + phase.name() + "'")
            .collect(Collectors.joining(", "));

    private static final String NOTE_SETTING = """
            do $pgretype_guard$
            begin
                execute format(
                    'comment on event trigger %s is %%L',
                    json_build_object('above', %d, 'by', session_user, 'at', date_trunc('second', now())));
            end
            $pgretype_guard$""";

    /** An event trigger of such a name that calls something else is not the guard's, and is not dropped for it. */
    private static final String REFUSE_OTHERS = """
            do $pgretype_guard$
            declare
                others text;
            begin
                select string_agg(format('event trigger %%I calls %%s', evtname, evtfoid::regprocedure), ', ' order by evtname)
                  into others
                  from pg_event_trigger
                  join pg_proc as function
                    on function.oid = evtfoid
                 where evtname in (%s)
                   and not (function.pronamespace = to_regnamespace('pgretype')
                            and function.proname in ('guard_rewrite', 'guard_ddl'));
                if others is not null then
                    raise exception using
                        errcode = 'duplicate_object',
                        message = others;
                end if;
            end
            $pgretype_guard$""";

    /** Whoever runs the DDL need not be able to read the ledger. */
    private static final String CREATE_FUNCTION = """
            create or replace function pgretype.%s()
            returns event_trigger
            language plpgsql
            security definer
            set search_path = pg_catalog, pg_temp
            as $pgretype_guard$
            %s
            $pgretype_guard$""";

    private static final String REWRITE_BODY = """
            declare
                above constant bigint := %d;
                target constant oid := pg_event_trigger_table_rewrite_oid();
                size bigint;
                open_changes text;
            begin
                if coalesce(current_setting('pgretype.guard', true), '') = 'off' then
                    return;
                end if;
                begin
                    select pg_table_size(oid)
                      into size
                      from pg_class
                     where oid = target
                       and relpersistence <> 't';
                    if size is null or size <= above then
                        return;
                    end if;
                    lock table pgretype.change in access share mode nowait;
                    if (select relkind from pg_class where oid = 'pgretype.change'::regclass) <> 'r' then
                        return;
                    end if;
                    select string_agg(name, ', ' order by name)
                      into open_changes
                      from pgretype.change
                     where phase in (%s);
                exception when others then
                    return;
                end;
                if open_changes is not null then
                    raise exception using
                        errcode = 'object_in_use',
                        message = format(
                            'pgretype guard: this would rewrite %%s (%%s) while change %%s is open',
                            target::regclass, pg_size_pretty(size), open_changes),
                        detail = 'A rewrite locks everybody out, and its WAL comes on top of the change''s.',
                        hint = 'Wait until the change is contracted or abandoned (./pgretype status), change the type by a'
                            || ' change of its own, or type: set pgretype.guard = off';
                end if;
            end""";

    private static final String DDL_BODY = """
            declare
                damage text[];
                damage_before text;
                added text;
            begin
                if coalesce(current_setting('pgretype.guard', true), '') = 'off' then
                    return;
                end if;
                begin
                    lock table pgretype.change in access share mode nowait;
                    if (select relkind from pg_class where oid = 'pgretype.change'::regclass) <> 'r' then
                        return;
                    end if;
                    with open as (
                        select change.name as change,
                               change.phase = '%1$s' as swapped,
                               (entry ->> 'oid')::oid as oid,
                               entry #>> '{name,schema,name}' as table_schema,
                               entry #>> '{name,name,name}' as table_name,
                               entry
                          from pgretype.change
                         cross join jsonb_array_elements(change.tables) as entry
                         where change.phase in (%2$s)),
                    move as (
                        select open.change, open.oid, open.swapped, move
                          from open
                         cross join jsonb_array_elements(open.entry -> 'columns') as move),
                    needed (change, oid, column_name, type) as (
                        select change,
                               oid,
                               move #>> '{column,name}',
                               move ->> case when swapped then 'newType' else 'oldType' end
                          from move
                        union all
                        select change,
                               oid,
                               move #>> case when swapped then '{oldColumn,name}' else '{newColumn,name}' end::text[],
                               move ->> case when swapped then 'oldType' else 'newType' end
                          from move
                        union all
                        select open.change, open.oid, key #>> '{name,name}', key ->> 'type'
                          from open
                         cross join jsonb_array_elements(open.entry #> '{key,columns}') as key
                         -- Its type is that of before cutover.
                         where not exists (
                             select
                               from move
                              where move.oid = open.oid
                                and move.change = open.change
                                and move.move #>> '{column,name}' = key #>> '{name,name}')
                        union all
                        -- Names behind the row's alias, as PostgreSQL quotes them.
                        select move.change, move.oid, (parse_ident(used[1]))[1], null
                          from move
                         cross join regexp_matches(
                                   move #>> '{convert,template}',
                                   '\\mpgretype_row[.]("(?:[^"]|"")+"|[[:alnum:]_$]+)', 'g') as used
                         where not swapped),
                    broken (change, text) as (
                        select change, format('table %%I.%%I is dropped, renamed or moved', table_schema, table_name)
                          from open
                         where not exists (
                             select
                               from pg_class as class
                               join pg_namespace as namespace
                                 on namespace.oid = class.relnamespace
                              where class.oid = open.oid
                                and class.relname = open.table_name
                                and namespace.nspname = open.table_schema)
                        union
                        select change, format('column %%I is dropped, renamed or of another type', column_name)
                          from needed
                         where not exists (
                             select
                               from pg_attribute as attribute
                              where attribute.attrelid = needed.oid
                                and attribute.attname = needed.column_name
                                and not attribute.attisdropped
                                and attribute.atttypid = coalesce(
                                        to_regtype(split_part(needed.type, ' collate ', 1)), attribute.atttypid))
                        union
                        select change, 'the mirror is dropped or not enabled always'
                          from open
                         where not exists (
                             select
                               from pg_trigger as trigger
                              where trigger.tgrelid = open.oid
                                and trigger.tgname = '%3$s'
                                and trigger.tgenabled = 'A')
                        union
                        select change, 'the witness is dropped or not enabled always'
                          from open
                         where not coalesce(
                                   (select bool_or(trigger.tgname = '%4$s') and bool_and(trigger.tgenabled = 'A')
                                      from pg_trigger as trigger
                                     where trigger.tgrelid = open.oid
                                       and trigger.tgname in ('%4$s', '%5$s')),
                                   false)
                        union
                        select change, format('trigger %%I fires after the mirror', trigger.tgname)
                          from open
                          join pg_trigger as trigger
                            on trigger.tgrelid = open.oid
                         where not trigger.tgisinternal
                           -- Bits of tgtype: 1 row, 2 before; 4 insert, 16 update.
                           and trigger.tgtype & 3 = 3
                           and trigger.tgtype & 20 <> 0
                           and trigger.tgname::text collate "C" > '%3$s')
                    select coalesce(array_agg(format('%%s (change %%s)', text, change) order by change, text), '{}')
                      into damage
                      from broken;
                    if tg_event = 'ddl_command_start' then
                        perform set_config('pgretype.guard_before', array_to_json(damage)::text, true);
                        return;
                    end if;
                    damage_before := nullif(current_setting('pgretype.guard_before', true), '');
                    select string_agg(text, '; ' order by text)
                      into added
                      from unnest(damage) as text
                     where not damage_before::jsonb ? text;
                exception when others then
                    return;
                end;
                if added is not null then
                    raise exception using
                        errcode = 'object_in_use',
                        message = format('pgretype guard: after this %%s: %%s', lower(tg_tag), added),
                        detail = 'The change is open and needs that as it is; the application''s writes may fail without it.',
                        hint = 'Finish the change, or abandon it, first (./pgretype status says how far it is); or type:'
                            || ' set pgretype.guard = off';
                end if;
            end""";

    private GuardStatements() {}

    /** Repeating them does no harm; with another size they change it. */
    static List<String> enable(long above) {
        return List.of(
                refuseOthers(),
                drop(REWRITE),
                drop(BEFORE),
                drop(AFTER),
                function("guard_rewrite", rewrite(above)),
                function("guard_ddl", ddl()),
                """
                create event trigger %s
                on table_rewrite
                execute function pgretype.guard_rewrite()""".formatted(REWRITE),
                """
                create event trigger %s
                on ddl_command_start
                when tag in (%s)
                execute function pgretype.guard_ddl()""".formatted(BEFORE, TAGS),
                """
                create event trigger %s
                on ddl_command_end
                when tag in (%s)
                execute function pgretype.guard_ddl()""".formatted(AFTER, TAGS),
                NOTE_SETTING.formatted(REWRITE, above));
    }

    /** Repeating them does no harm. */
    static List<String> disable() {
        return List.of(
                refuseOthers(),
                drop(REWRITE),
                drop(BEFORE),
                drop(AFTER),
                "drop function if exists pgretype.guard_rewrite()",
                "drop function if exists pgretype.guard_ddl()");
    }

    private static String refuseOthers() {
        return REFUSE_OTHERS.formatted(TRIGGERS.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
    }

    private static String drop(String trigger) {
        return "drop event trigger if exists " + trigger;
    }

    private static String function(String name, String body) {
        return CREATE_FUNCTION.formatted(name, body);
    }

    /** As pg_proc.prosrc holds it between its first and last line break. */
    static String rewrite(long above) {
        return REWRITE_BODY.formatted(above, OPEN);
    }

    /** Refuses only what was whole before the command and is not after it. */
    static String ddl() {
        return DDL_BODY.formatted(
                Phase.CUT_OVER.name(),
                OPEN,
                Mirror.TRIGGER.name(),
                Witness.TRIGGER.name(),
                Witness.UPDATE_TRIGGER.name());
    }
}
