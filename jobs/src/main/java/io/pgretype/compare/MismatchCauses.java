package io.pgretype.compare;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.MirrorHealth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What in the catalog can write a row past the mirror, or change it after the mirror. A mirror that is ENABLE ALWAYS
 * and the last BEFORE trigger fires for every write there is, so it is that which must be lost for a moment.
 */
final class MismatchCauses {

    private static final String LATER_TRIGGERS = """
            select format('trigger %s fires after the mirror and may change what it has compared', tgname)
              from pg_trigger
             where tgrelid = :table
               and not tgisinternal
               -- Bits of tgtype: 1 row, 2 before.
               and tgtype & 3 = 3
               and tgname::text collate "C" > :mirror collate "C"
             order by tgname""";

    /** Of any schema: a function on another table may write to this one. */
    private static final String FUNCTIONS = """
            select format(
                       'function %s contains "%s"%s',
                       function.oid::regprocedure,
                       mentioned.what,
                       coalesce(
                           (select ', and these triggers call it: '
                                   || string_agg(
                                          format('%s on %s', trigger.tgname, trigger.tgrelid::regclass),
                                          ', ' order by trigger.tgname)
                              from pg_trigger as trigger
                             where trigger.tgfoid = function.oid),
                           ''))
              from pg_proc as function
              join pg_namespace as namespace
                on namespace.oid = function.pronamespace
             cross join lateral (
                 select case
                            when function.prosrc ~* 'disable\\s+(trigger|rule)' then 'disable trigger'
                            when function.prosrc ~* 'session_replication_role'
                                 or array_to_string(function.proconfig, ' ') ~* 'session_replication_role'
                            then 'session_replication_role'
                        end as what) as mentioned
             where mentioned.what is not null
               and namespace.nspname not in ('pg_catalog', 'information_schema')
             order by 1
             limit 10""";

    /** Ordinary triggers do not fire there, so that a mirror which is not ENABLE ALWAYS would not either. */
    private static final String SETTINGS = """
            select format(
                       '%s has session_replication_role = replica: only triggers that are ENABLE ALWAYS fire'
                       ' in its sessions',
                       concat_ws(' in ', 'role ' || role.rolname, 'database ' || database.datname))
              from pg_db_role_setting as setting
              left join pg_roles as role
                on role.oid = setting.setrole
              left join pg_database as database
                on database.oid = setting.setdatabase
             where exists (
                       select
                         from unnest(setting.setconfig) as entry
                        where entry = 'session_replication_role=replica')
               and (setting.setdatabase = 0 or database.datname = current_database())
             order by 1""";

    private static final String SUBSCRIPTIONS = """
            select format(
                       'subscription %s writes to the table: only triggers that are ENABLE ALWAYS or REPLICA'
                       ' fire there',
                       subscription.subname)
              from pg_subscription_rel as relation
              join pg_subscription as subscription
                on subscription.oid = relation.srsubid
             where relation.srrelid = :table
             order by 1""";

    private final JdbcClient jdbc;

    MismatchCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In words, each naming what it speaks of; empty if nothing is seen. */
    List<String> of(String change, Compared compared) {
        TableUnderChange table = compared.table();
        List<String> causes = new ArrayList<>();
        new MirrorHealth(jdbc)
                .problem(change, compared.part().whole(), compared.direction())
                .ifPresent(problem -> causes.add("the mirror is not healthy: " + problem.observed()));
        causes.addAll(jdbc.sql(LATER_TRIGGERS)
                .param("table", table.oid())
                .param("mirror", Mirror.TRIGGER.name())
                .query(String.class)
                .list());
        causes.addAll(functions());
        causes.addAll(settings());
        causes.addAll(subscriptions(table.oid()));
        return causes;
    }

    private List<String> functions() {
        return jdbc.sql(FUNCTIONS).query(String.class).list();
    }

    private List<String> settings() {
        return jdbc.sql(SETTINGS).query(String.class).list();
    }

    private List<String> subscriptions(long table) {
        return jdbc.sql(SUBSCRIPTIONS).param("table", table).query(String.class).list();
    }
}
