package io.pgretype.ledger;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.database.Database;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The foreign keys that have a moved column at either end, as they were before cutover, and the twins that take their
 * places: contract and abandon remove just these, rollback makes the originals again.
 */
public final class ReferenceRecords {

    private static final String NOTE = """
            insert into pgretype.reference (change, table_oid, name, original, twin_oid)
            values (:change, :table, :name, :original::jsonb, :twin)
            on conflict (change, table_oid, name) do update
               set original = excluded.original,
                   twin_oid = excluded.twin_oid""";

    private static final String TAKEN = """
            update pgretype.reference
               set taken = :taken,
                   twin_oid = :twin
             where change = :change
               and table_oid = :table
               and name = :name""";

    private static final String FORGET = """
            delete from pgretype.reference
             where change = :change
               and table_oid = :table
               and name = :name""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReferenceRecords(Database database, JsonMapper json) {
        this.jdbc = database.jdbc();
        this.json = json;
    }

    /**
     * @param original as it was before cutover
     * @param twin the twin's pg_constraint.oid; null as long as there is none
     * @param taken whether the twin has taken the original's place, and the original is gone
     */
    public record ReferenceRecord(
            ForeignKey original, @Nullable Long twin, boolean taken) {

        public boolean isOf(ForeignKey key) {
            return original.isNamedAs(key);
        }
    }

    /** All of a change, by table and name. */
    public List<ReferenceRecord> of(String change) {
        return jdbc.sql("""
                        select original, twin_oid, taken
                          from pgretype.reference
                         where change = :change
                         order by original -> 'referencing' -> 'name', name""")
                .param("change", change)
                .query((row, number) -> new ReferenceRecord(
                        json.readValue(row.getString("original"), ForeignKey.class),
                        (Long) row.getObject("twin_oid"),
                        row.getBoolean("taken")))
                .list();
    }

    /** The pg_constraint.oid of all twins, before cutover and after it. */
    public Set<Long> twins(String change) {
        return of(change).stream()
                .flatMap(record -> Stream.ofNullable(record.twin()))
                .collect(Collectors.toSet());
    }

    /** In the transaction that makes the twin; with null, for one that is made by the swap. */
    public void note(String change, ForeignKey original, @Nullable Long twin) {
        jdbc.sql(NOTE)
                .param("change", change)
                .param("table", original.referencing().oid())
                .param("name", original.name().name())
                .param("original", json.writeValueAsString(original))
                .param("twin", twin)
                .update();
    }

    /** In the transaction in which the twin takes the original's place; with null where it is still to be made. */
    public void taken(String change, ForeignKey original, @Nullable Long twin) {
        update(change, original, true, twin);
    }

    /** In the transaction in which the original is made again and the twin goes. */
    public void givenBack(String change, ForeignKey original) {
        update(change, original, false, null);
    }

    private void update(String change, ForeignKey original, boolean taken, @Nullable Long twin) {
        jdbc.sql(TAKEN)
                .param("taken", taken)
                .param("twin", twin)
                .param("change", change)
                .param("table", original.referencing().oid())
                .param("name", original.name().name())
                .update();
    }

    public void forget(String change, ForeignKey original) {
        jdbc.sql(FORGET)
                .param("change", change)
                .param("table", original.referencing().oid())
                .param("name", original.name().name())
                .update();
    }

    public void forgetAll(String change) {
        jdbc.sql("delete from pgretype.reference where change = :change")
                .param("change", change)
                .update();
    }
}
