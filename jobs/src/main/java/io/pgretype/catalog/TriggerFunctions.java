package io.pgretype.catalog;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table's trigger functions. Sessions keep plans of them in which the column has its old type and would fail every
 * later write with "type of parameter … does not match"; altering the function makes them plan again.
 */
public final class TriggerFunctions {

    private static final String REFRESHES = """
            select distinct format('alter function %s cost %s', function.oid::regprocedure, function.procost)
              from pg_trigger as trigger
              join pg_proc as function
                on function.oid = trigger.tgfoid
              join pg_language as language
                on language.oid = function.prolang
              join pg_namespace as namespace
                on namespace.oid = function.pronamespace
             where trigger.tgrelid = :table
               and namespace.nspname <> 'pgretype'
               and not trigger.tgisinternal
               and language.lanname not in ('c', 'internal')
               -- Preflight refuses others' functions that mention the column; the rest may be theirs.
               and pg_has_role(function.proowner, 'usage')""";

    private final JdbcClient jdbc;
    private final long table;

    /** @param table its pg_class.oid */
    public TriggerFunctions(JdbcClient jdbc, long table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /** The statements that give every function the cost it has: nothing changes but its row's version. Ours are new in any case. */
    public List<String> refreshes() {
        return jdbc.sql(REFRESHES).param("table", table).query(String.class).list();
    }
}
