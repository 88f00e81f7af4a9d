package io.pgretype.ledger;

import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.ViewDefinition;
import io.pgretype.database.Database;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How views were before swaps made them again, for the way back. */
public final class ReboundViews {

    private static final String DEFINITIONS = """
            select name, before, tried, after
              from pgretype.rebound_view
             where change = :change""";

    /** Where several swaps follow each other, the first one's definition stays, as long as nobody else replaces the view. */
    private static final String NOTE = """
            insert into pgretype.rebound_view as noted (change, name, before, tried, after)
            select :change,
                   view.name,
                   view.before,
                   view.tried,
                   case
                       when view.name like 'index %'
                       then pg_catalog.pg_get_indexdef(
                           pg_catalog.to_regclass(pg_catalog.substr(view.name, pg_catalog.length('index ') + 1)))
                       when view.name like 'statistics %'
                       then (
                           select pg_catalog.pg_get_statisticsobjdef(extended.oid)
                             from pg_catalog.pg_statistic_ext as extended
                            where pg_catalog.format(
                                      'statistics %s.%I', extended.stxnamespace::pg_catalog.regnamespace, extended.stxname)
                                      = view.name)
                       else pg_catalog.rtrim(
                           pg_catalog.pg_get_viewdef(cast(view.name as pg_catalog.regclass)), ';')
                   end
              from unnest(array[:names], array[:before], array[:tried]) as view (name, before, tried)
                on conflict (change, name) do update
               set before = case when noted.after = excluded.before then noted.before else excluded.before end,
                   tried = case when noted.after = excluded.before then '' else excluded.tried end,
                   after = excluded.after""";

    private final JdbcClient jdbc;
    private final QualifiedNames names;

    ReboundViews(Database database) {
        this.jdbc = database.jdbc();
        this.names = new QualifiedNames(database);
    }

    public List<ViewDefinition> of(String change) {
        return jdbc.sql(DEFINITIONS)
                .param("change", change)
                .query(ViewDefinition.class)
                .list();
    }

    /** Of an earlier cutover. */
    public void forget(String change) {
        jdbc.sql("delete from pgretype.rebound_view where change = :change")
                .param("change", change)
                .update();
    }

    /**
     * After a swap, in its transaction.
     *
     * @param views as they were when it began
     */
    public void note(String change, List<ViewDefinition> views) {
        if (views.isEmpty()) {
            return;
        }
        names.read(() -> jdbc.sql(NOTE)
                .param("change", change)
                .param("names", views.stream().map(ViewDefinition::name).toList())
                .param("before", views.stream().map(ViewDefinition::before).toList())
                .param("tried", views.stream().map(ViewDefinition::tried).toList())
                .update());
    }
}
