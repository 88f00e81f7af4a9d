package io.pgretype.preflight;

import io.pgretype.mirror.Mirror;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A trigger of the table's own that an update of the new column may fire, per row or per statement.
 *
 * @param name quoted where it must be
 * @param function what it calls
 */
public record OtherTrigger(String name, String function, Firing firing) {

    private static final String FIRING_ON_UPDATE = """
            select quote_ident(trigger.tgname) as name,
                   function.identity as function,
                   case trigger.tgenabled
                       when 'A' then 'ALWAYS'
                       when 'R' then 'REPLICA'
                       else 'ORIGIN'
                   end as firing
              from pg_trigger as trigger
             cross join pg_identify_object('pg_proc'::regclass, trigger.tgfoid, 0) as function
             where trigger.tgrelid = :table
               and not trigger.tgisinternal
               and trigger.tgname not in (:ours)
               -- Of a partition, its own.
               and trigger.tgparentid = 0
               and trigger.tgenabled <> 'D'
               -- Bit 16 of tgtype: update.
               and trigger.tgtype & 16 = 16
               -- With UPDATE OF it fires when the statement sets such a column. Ours sets the new one only.
               and cardinality(trigger.tgattr::smallint[]) = 0
             order by trigger.tgname collate "C\"""";

    /** In which sessions it fires; a disabled one is none of these. */
    public enum Firing {
        /** In all but those whose session_replication_role is replica: the usual. */
        ORIGIN,
        ALWAYS,
        /** Only in those whose session_replication_role is replica. */
        REPLICA
    }

    /** Whether it fires for the backfill. */
    public boolean fires(boolean inReplicaRole) {
        return firing == Firing.ALWAYS || firing == (inReplicaRole ? Firing.REPLICA : Firing.ORIGIN);
    }

    /** For people. */
    public String text() {
        return "%s (calls %s)".formatted(name, function);
    }

    /** By name, which is the order in which they fire. */
    public static List<OtherTrigger> of(long table, JdbcClient jdbc) {
        return jdbc.sql(FIRING_ON_UPDATE)
                .param("table", table)
                .param("ours", Mirror.TRIGGERS)
                .query(OtherTrigger.class)
                .list();
    }
}
