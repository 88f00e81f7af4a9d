package io.pgretype.ledger;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinKind;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The twins that pgretype has made or is about to make: contract and abandon remove just these. */
public final class TwinRecords {

    private final JdbcClient jdbc;

    public TwinRecords(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** @param original its name before cutover and its twin's after it */
    public record TwinRecord(TwinKind kind, QualifiedName original) {

        public QualifiedName twin() {
            return original.sibling(Twin.twinName(original.name()));
        }

        public QualifiedName retired() {
            return original.sibling(Twin.retiredName(original.name()));
        }
    }

    public List<TwinRecord> of(String change) {
        return jdbc.sql("""
                        select kind, schema, name
                          from pgretype.twin
                         where change = :change
                         order by kind, schema, name""")
                .param("change", change)
                .query((row, number) -> new TwinRecord(
                        TwinKind.valueOf(row.getString("kind")),
                        new QualifiedName(
                                Identifier.of(row.getString("schema")), Identifier.of(row.getString("name")))))
                .list();
    }

    /** The twins whose originals are gone. */
    public List<TwinRecord> orphans(String change, List<Twin> expected) {
        return of(change).stream()
                .filter(twin -> expected.stream()
                        .noneMatch(needed -> needed.kind() == twin.kind()
                                && needed.original().equals(twin.original())))
                .toList();
    }

    /** Before it is made, so that a crash in between leaves a record without an object, never the other way round. */
    public void add(String change, Twin twin) {
        jdbc.sql("""
                        insert into pgretype.twin (change, kind, schema, name, twin_name)
                        values (:change, :kind, :schema, :name, :twinName)
                        on conflict do nothing""")
                .param("change", change)
                .param("kind", twin.kind().name())
                .param("schema", twin.original().schema().name())
                .param("name", twin.original().name().name())
                .param("twinName", twin.name().name().name())
                .update();
    }

    public void remove(String change, TwinRecord twin) {
        jdbc.sql("""
                        delete from pgretype.twin
                         where change = :change
                           and kind = :kind
                           and schema = :schema
                           and name = :name""")
                .param("change", change)
                .param("kind", twin.kind().name())
                .param("schema", twin.original().schema().name())
                .param("name", twin.original().name().name())
                .update();
    }

    public void removeAll(String change) {
        jdbc.sql("delete from pgretype.twin where change = :change")
                .param("change", change)
                .update();
    }
}
