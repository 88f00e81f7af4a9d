package io.pgretype.ledger;

import io.pgretype.catalog.Part;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The twins of a partition that was made while its table had them already: the server has given it an index for each index of the
 * table, by a name of its own. They become twins as all others: get the names, and are noted.
 */
public final class AttachedTwins {

    /** What is attached to them, at any depth, in one partition. */
    private static final String OF_PARTITION = """
            select original_namespace.nspname as original_schema,
                   original.relname as original_name,
                   namespace.nspname as schema,
                   class.relname as name
              from pg_partition_tree(to_regclass(:original)) as of_original
              join pg_index as original_index
                on original_index.indexrelid = of_original.relid
               and original_index.indrelid = :partition
              join pg_class as original
                on original.oid = of_original.relid
              join pg_namespace as original_namespace
                on original_namespace.oid = original.relnamespace
             cross join pg_partition_tree(to_regclass(:twin)) as of_twin
              join pg_index as index
                on index.indexrelid = of_twin.relid
               and index.indrelid = :partition
              join pg_class as class
                on class.oid = of_twin.relid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace""";

    private static final String ANCESTORS = """
            select relid::oid
              from pg_partition_ancestors(cast(:partition as oid))
             where relid <> cast(:partition as oid)""";

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
        return ancestors(part).stream()
                .flatMap(ancestor -> records.of(change, ancestor).stream())
                .flatMap(ofAncestor -> attached(part, ofAncestor).stream())
                .distinct()
                .filter(attached -> known.stream().noneMatch(record -> record.original()
                        .equals(attached.record().original())))
                .toList();
    }

    private List<Long> ancestors(Part part) {
        return jdbc.sql(ANCESTORS)
                .param("partition", part.table().oid())
                .query(Long.class)
                .list();
    }

    private List<Attached> attached(Part part, TwinRecord ofAncestor) {
        return jdbc.sql(OF_PARTITION)
                .param("partition", part.table().oid())
                .param("original", ofAncestor.original().sql())
                .param("twin", ofAncestor.twin().sql())
                .query((row, number) -> new Attached(
                        new TwinRecord(
                                ofAncestor.kind(),
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
        records.made(change, part.table(), record);
    }
}
