package io.pgretype.contract;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The space that one contract gives back: measured before things go, told after. */
final class FreedSpace {

    private static final String INDEX_SIZE = """
            select pg_relation_size(class.oid)
              from pg_class as class
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where namespace.nspname = :schema
               and class.relname = :name""";

    private static final String COLUMNS_SIZE = """
            select coalesce(sum(stats.avg_width * (1 - stats.null_frac) * greatest(class.reltuples, 0)), 0)::bigint
              from pg_class as class
              join pg_stats as stats
                on stats.schemaname = :schema
               and stats.tablename = :name
             where class.oid = :table
               and stats.attname in (:columns)""";

    private final JdbcClient jdbc;
    private int indexes;
    private long indexBytes;
    private long rowBytes;

    FreedSpace(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An index is about to be dropped; one that is gone already is not counted. */
    void indexGoes(QualifiedName index) {
        jdbc.sql(INDEX_SIZE)
                .param("schema", index.schema().name())
                .param("name", index.name().name())
                .query(Long.class)
                .optional()
                .ifPresent(bytes -> {
                    indexes++;
                    indexBytes += bytes;
                });
    }

    /** The columns are about to be dropped: what their values take inside the rows, by the table's statistics. */
    void columnsGo(TableUnderChange table, List<Identifier> columns) {
        rowBytes += jdbc.sql(COLUMNS_SIZE)
                .param("schema", table.name().schema().name())
                .param("name", table.name().name().name())
                .param("table", table.oid())
                .param("columns", columns.stream().map(Identifier::name).toList())
                .query(Long.class)
                .single();
    }

    List<String> sentences(List<QualifiedName> tables) {
        List<String> sentences = new ArrayList<>();
        if (indexes > 0) {
            sentences.add("space: %d index%s gave back %s at once."
                    .formatted(indexes, indexes == 1 ? "" : "es", pretty(indexBytes)));
        }
        sentences.add(
                ("space: %s of old values stay in the rows. That becomes room for new ones as rows are updated and"
                                + " vacuumed; the file of %s gets smaller only with pg_repack, while everybody works, or with VACUUM"
                                + " FULL, which locks everybody out.")
                        .formatted(
                                rowBytes == 0 ? "an unknown number of bytes" : "about " + pretty(rowBytes),
                                tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))));
        return sentences;
    }

    private String pretty(long bytes) {
        return jdbc.sql("select pg_size_pretty(:bytes::bigint)")
                .param("bytes", bytes)
                .query(String.class)
                .single();
    }
}
