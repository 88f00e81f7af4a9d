package io.pgretype.routine;

import io.pgretype.routine.Routine.Argument;
import io.pgretype.routine.Routine.Firing;
import io.pgretype.routine.Routine.Result;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The functions that may have to do with a table: those of its triggers, and those that name it or take its rows. */
final class Routines {

    private static final String CONCERNED = """
            select function.oid,
                   object.identity,
                   language.lanname,
                   function.prosrc,
                   case
                       when function.prorettype = row_type.oid then 'ROW'
                       when function.prokind = 'p'
                            or function.prorettype in ('void'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
                       then 'NONE'
                       when function.prorettype = 'record'::regtype and function.proallargtypes is null then 'RECORDS'
                       else 'COLUMNS'
                   end as result,
                   array(
                       select coalesce(function.proargnames[argument.number], '')
                         from unnest(coalesce(function.proallargtypes, function.proargtypes::oid[]))
                              with ordinality as argument (type, number)
                        where coalesce(function.proargmodes[argument.number], 'i') in ('i', 'b', 'v')
                        order by argument.number) as names,
                   array(
                       select argument.type = row_type.oid
                         from unnest(coalesce(function.proallargtypes, function.proargtypes::oid[]))
                              with ordinality as argument (type, number)
                        where coalesce(function.proargmodes[argument.number], 'i') in ('i', 'b', 'v')
                        order by argument.number) as rows,
                   exists (
                       select
                         from pg_trigger as trigger
                        where trigger.tgfoid = function.oid
                          and trigger.tgrelid <> :table) as of_others
              from pg_proc as function
              join pg_language as language
                on language.oid = function.prolang
              join pg_namespace as namespace
                on namespace.oid = function.pronamespace
              join pg_class as class
                on class.oid = :table
              join pg_type as row_type
                on row_type.oid = class.reltype
             cross join pg_identify_object('pg_proc'::regclass, function.oid, 0) as object
             where language.lanname in ('sql', 'plpgsql')
               -- A body that is parsed already (BEGIN ATOMIC) has the columns that were there then.
               and function.prosqlbody is null
               and namespace.nspname not in ('pg_catalog', 'information_schema', 'pgretype')
               and (position(lower(class.relname) in lower(function.prosrc)) > 0
                    or row_type.oid = any (function.proargtypes::oid[])
                    or exists (
                        select
                          from pg_trigger as trigger
                         where trigger.tgfoid = function.oid
                           and trigger.tgrelid = :table))
             order by object.identity""";

    private static final String FIRINGS = """
            select trigger.tgfoid,
                   quote_ident(trigger.tgname) as trigger,
                   trigger.tgenabled <> 'D' as enabled,
                   -- Bits of tgtype: 1 row; 4 insert, 8 delete, 16 update.
                   trigger.tgtype & 1 = 1 as each_row,
                   trigger.tgtype & 4 = 4 as insert,
                   trigger.tgtype & 8 = 8 as delete,
                   trigger.tgtype & 16 = 16 as update,
                   coalesce(trigger.tgoldtable, '') as old_rows,
                   coalesce(trigger.tgnewtable, '') as new_rows
              from pg_trigger as trigger
             where trigger.tgrelid = :table
               and not trigger.tgisinternal
             order by trigger.tgname""";

    private Routines() {}

    static List<Routine> of(long table, JdbcClient jdbc) {
        Map<Long, List<Firing>> firings = firings(table, jdbc);
        return jdbc.sql(CONCERNED)
                .param("table", table)
                .query((row, number) -> routine(row, firings))
                .list();
    }

    private static Routine routine(ResultSet row, Map<Long, List<Firing>> firings) throws SQLException {
        long oid = row.getLong("oid");
        return new Routine(
                oid,
                row.getString("identity"),
                row.getString("lanname"),
                row.getString("prosrc"),
                Result.valueOf(row.getString("result")),
                arguments(row.getArray("names"), row.getArray("rows")),
                firings.getOrDefault(oid, List.of()),
                row.getBoolean("of_others"));
    }

    private static List<Argument> arguments(Array names, Array rows) throws SQLException {
        String[] name = (String[]) names.getArray();
        Boolean[] isRow = (Boolean[]) rows.getArray();
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < name.length; i++) {
            arguments.add(new Argument(name[i], isRow[i]));
        }
        return arguments;
    }

    private static Map<Long, List<Firing>> firings(long table, JdbcClient jdbc) {
        record Row(long function, Firing firing) {}
        return jdbc
                .sql(FIRINGS)
                .param("table", table)
                .query((row, number) -> new Row(
                        row.getLong("tgfoid"),
                        new Firing(
                                row.getString("trigger"),
                                row.getBoolean("enabled"),
                                row.getBoolean("each_row"),
                                row.getBoolean("insert"),
                                row.getBoolean("delete"),
                                row.getBoolean("update"),
                                row.getString("old_rows"),
                                row.getString("new_rows"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::function, Collectors.mapping(Row::firing, Collectors.toList())));
    }
}
