package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application may notice all the same, and what to do about it beforehand. */
final class Advice {

    private final JdbcClient jdbc;

    Advice(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<String> lines(TableUnderChange table) {
        List<String> lines = new ArrayList<>();
        lines.add("what the application may notice:");
        lines.add(
                "  - prepared statements that return the column fail once with \"cached plan must not change result type\""
                        + " after expand (SELECT *) and cutover: pgjdbc repeats them by itself outside a transaction, inside one with"
                        + " autosave=conservative; PgBouncer needs RECONNECT.");
        lines.add(
                "  - the column moves to the end of the row: INSERT and COPY without a column list, SELECT * by position.");
        lines.add(
                "  - xmin of every row changes; change data capture and logical replication see an update of every row.");
        if (table.columns().stream().anyMatch(column -> column.notNull() && !column.total())) {
            lines.add(
                    "  - from harden on, a write whose value does not convert is refused by the new column's NOT NULL, as the"
                            + " new type will refuse it.");
        }
        List<String> triggers = otherTriggers(table);
        if (!triggers.isEmpty()) {
            lines.add("  - these triggers of the table fire for every row of the backfill: "
                    + String.join(", ", triggers));
        }
        return lines;
    }

    private List<String> otherTriggers(TableUnderChange table) {
        return jdbc.sql("""
                        select tgname
                          from pg_trigger
                         where tgrelid = :table
                           and not tgisinternal
                           and tgenabled <> 'D'
                           -- Bit 16 of tgtype: update.
                           and tgtype & 16 = 16
                         order by tgname""").param("table", table.oid()).query(String.class).list();
    }
}
