package io.pgretype.ledger;

import io.pgretype.catalog.BoundDefinition;
import io.pgretype.database.Database;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How views, policies and the like were before swaps bound them to other columns, for the way back. */
public final class Rebound {

    private static final String DEFINITIONS = """
            select name, before, tried, after
              from pgretype.rebound
             where change = :change""";

    /** Where several swaps follow each other, the first one's definition stays, as long as nobody else changes the object. */
    private static final String NOTE = """
            insert into pgretype.rebound as noted (change, name, before, tried, after)
            select :change,
                   object.*
              from unnest(array[:names], array[:before], array[:tried], array[:after]) as object
                on conflict (change, name) do update
               set before = case when noted.after = excluded.before then noted.before else excluded.before end,
                   tried = case when noted.after = excluded.before then '' else excluded.tried end,
                   after = excluded.after""";

    private final JdbcClient jdbc;

    Rebound(Database database) {
        this.jdbc = database.jdbc();
    }

    public List<BoundDefinition> of(String change) {
        return jdbc.sql(DEFINITIONS)
                .param("change", change)
                .query(BoundDefinition.class)
                .list();
    }

    /** Of an earlier cutover. */
    public void forget(String change) {
        jdbc.sql("delete from pgretype.rebound where change = :change")
                .param("change", change)
                .update();
    }

    /**
     * After a swap, in its transaction.
     *
     * @param objects as they were when it began, and as they are
     */
    public void note(String change, List<BoundDefinition> objects) {
        if (objects.isEmpty()) {
            return;
        }
        jdbc.sql(NOTE)
                .param("change", change)
                .param("names", objects.stream().map(BoundDefinition::name).toList())
                .param("before", objects.stream().map(BoundDefinition::before).toList())
                .param("tried", objects.stream().map(BoundDefinition::tried).toList())
                .param("after", objects.stream().map(BoundDefinition::after).toList())
                .update();
    }
}
