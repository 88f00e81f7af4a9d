package io.pgretype.ledger;

import io.pgretype.catalog.ViewTwin;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The views that pgretype has made for the next swap of a change. Noted in the transaction that makes them. */
public final class ViewTwinRecords {

    private static final String ADD = """
            insert into pgretype.view_twin (change, number, schema, name, materialized, key, recipe)
            values (:change, :number, :schema, :name, :materialized, :key, :recipe)""";

    private final JdbcClient jdbc;

    ViewTwinRecords(Database database) {
        this.jdbc = database.jdbc();
    }

    /** Each after those that it reads. */
    public List<ViewTwin> of(String change) {
        return jdbc.sql("""
                        select schema, name, materialized, key, recipe
                          from pgretype.view_twin
                         where change = :change
                         order by number""")
                .param("change", change)
                .query(ViewTwinRecords::twin)
                .list();
    }

    private static ViewTwin twin(ResultSet row, int number) throws SQLException {
        return new ViewTwin(
                QualifiedName.of(row.getString("schema"), row.getString("name")),
                row.getBoolean("materialized"),
                row.getString("key"),
                row.getString("recipe"));
    }

    /** The oids of the rules that make views of them. */
    public Set<Long> rules(String change) {
        List<String> names = of(change).stream().map(twin -> twin.name().sql()).toList();
        return names.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        jdbc.sql("""
                                select rule.oid
                                  from unnest(array[:names]) as twin (name)
                                  join pg_rewrite as rule
                                    on rule.ev_class = to_regclass(twin.name)""").param("names", names).query(Long.class).list());
    }

    /**
     * In place of those of an earlier attempt.
     *
     * @param twins each after those that it reads
     */
    public void made(String change, List<ViewTwin> twins) {
        forget(change);
        for (int i = 0; i < twins.size(); i++) {
            ViewTwin twin = twins.get(i);
            jdbc.sql(ADD)
                    .param("change", change)
                    .param("number", i)
                    .param("schema", twin.view().schema().name())
                    .param("name", twin.view().name().name())
                    .param("materialized", twin.materialized())
                    .param("key", twin.key())
                    .param("recipe", twin.recipe())
                    .update();
        }
    }

    /** They are gone, or have taken their places. */
    public void forget(String change) {
        jdbc.sql("delete from pgretype.view_twin where change = :change")
                .param("change", change)
                .update();
    }
}
