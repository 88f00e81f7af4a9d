package io.pgretype.ledger;

import io.pgretype.catalog.Part;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TableObjects;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The twins of a partition that was made while its table had them already: the server has given it an index for each index of the
 * table, by a name of its own. They become twins as all others: get the names, and are noted.
 */
public final class AttachedTwins {

    private static final String OF_PARTITION = """
            select original_namespace.nspname as original_schema,
                   original.relname as original_name,
                   namespace.nspname as schema,
                   class.relname as name
              from pg_inherits as of_original
              join pg_index as original_index
                on original_index.indexrelid = of_original.inhrelid
               and original_index.indrelid = :partition
              join pg_class as original
                on original.oid = of_original.inhrelid
              join pg_namespace as original_namespace
                on original_namespace.oid = original.relnamespace
              join pg_inherits as of_twin
                on of_twin.inhparent = to_regclass(:parentTwin)
              join pg_index as index
                on index.indexrelid = of_twin.inhrelid
               and index.indrelid = :partition
              join pg_class as class
                on class.oid = of_twin.inhrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where of_original.inhparent = to_regclass(:parentOriginal)""";

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final TwinRecords records;

    AttachedTwins(Database database, TwinRecords records) {
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.records = records;
    }

    /** @param index what the server calls the twin */
    public record Attached(TwinRecord record, QualifiedName index) {}

    /** Those of a partition that are not noted, before cutover. Takes no lock. */
    public List<Attached> unknown(String change, Part part) {
        if (!part.isPartition()) {
            return List.of();
        }
        List<TwinRecord> known = records.of(change, part.table());
        return records.of(change, part.parent()).stream()
                .flatMap(ofParent -> attached(part, ofParent).stream())
                .filter(attached -> known.stream().noneMatch(record -> record.original()
                        .equals(attached.record().original())))
                .toList();
    }

    private List<Attached> attached(Part part, TwinRecord ofParent) {
        return jdbc.sql(OF_PARTITION)
                .param("partition", part.table().oid())
                .param("parentOriginal", ofParent.original().sql())
                .param("parentTwin", ofParent.twin().sql())
                .query((row, number) -> new Attached(
                        new TwinRecord(
                                ofParent.kind(),
                                QualifiedName.of(row.getString("original_schema"), row.getString("original_name"))),
                        QualifiedName.of(row.getString("schema"), row.getString("name"))))
                .list();
    }

    /** In the caller's transaction. SHARE UPDATE EXCLUSIVE on the index alone. */
    public void adopt(String change, Part part, Attached attached) {
        TwinRecord record = attached.record();
        if (!attached.index().equals(record.twin())) {
            plain.run("alter index %s rename to %s"
                    .formatted(attached.index().sql(), record.twin().name().sql()));
        }
        records.add(change, part.table(), record);
        TableObject made = new TableObjects(jdbc)
                .of(part.table().oid()).stream()
                        .filter(object ->
                                object.kind() == record.kind() && object.name().equals(record.twin()))
                        .findFirst()
                        .orElseThrow();
        records.made(change, part.table(), record, made);
    }
}
