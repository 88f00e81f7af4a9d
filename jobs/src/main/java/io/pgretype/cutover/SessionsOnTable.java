package io.pgretype.cutover;

import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Durations;
import io.pgretype.database.Database;
import io.pgretype.problem.Secrets;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who holds a lock on the table just now. */
final class SessionsOnTable {

    private static final String HOLDERS = """
            with holder as (
                select distinct pid, virtualtransaction
                  from pg_locks
                 where locktype = 'relation'
                   and granted
                   and database = (select oid from pg_database where datname = current_database())
                   and relation = any (:relations::oid[])
                   and pid is distinct from pg_backend_pid())
            select format(
                       'pid %s (%s, %s): ',
                       activity.pid,
                       coalesce(activity.usename, activity.backend_type, 'user unknown'),
                       coalesce(nullif(activity.application_name, ''), 'application unknown')) as name,
                   coalesce(activity.query, 'query unknown') as query,
                   case
                       when activity.state like 'idle in transaction%'
                       then extract(epoch from clock_timestamp() - activity.state_change)
                       else 0
                   end as idle_seconds,
                   coalesce(
                       activity.backend_type = 'autovacuum worker'
                       and activity.query like '%(to prevent wraparound)',
                       false) as wraparound,
                   activity.backend_type is null as hidden
              from holder
              join pg_stat_activity as activity
                on activity.pid = holder.pid
            union all
            select format('prepared transaction %L of %s', prepared.gid, prepared.owner),
                   '',
                   extract(epoch from clock_timestamp() - prepared.prepared),
                   false,
                   false
              from holder
              join pg_prepared_xacts as prepared
                on holder.virtualtransaction like '%/' || prepared.transaction::text
             where holder.pid is null
             order by name""";

    private final JdbcClient jdbc;

    SessionsOnTable(Database database) {
        this.jdbc = database.jdbc();
    }

    /**
     * A session, or a prepared transaction.
     *
     * @param name for people
     * @param idle how long it has been idle in its transaction; zero if it works
     * @param wraparound whether it is an autovacuum that does not give way
     * @param hidden whether we may not see what it does: pg_read_all_stats is missing
     */
    record Holder(String name, Duration idle, boolean wraparound, boolean hidden) {

        String text() {
            return "%s, idle for %s".formatted(name, Durations.text(idle));
        }
    }

    /** Takes no lock. The locks of a prepared transaction belong to no process; they end with its COMMIT PREPARED. */
    List<Holder> read(TableUnderChange table) {
        return jdbc.sql(HOLDERS)
                .param("relations", new PartitionTree(jdbc).oids(table))
                .query((row, number) -> new Holder(
                        row.getString("name") + Secrets.maskedStatement(row.getString("query")),
                        Duration.ofMillis((long) (row.getDouble("idle_seconds") * 1000)),
                        row.getBoolean("wraparound"),
                        row.getBoolean("hidden")))
                .list();
    }
}
