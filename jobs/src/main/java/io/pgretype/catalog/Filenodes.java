package io.pgretype.catalog;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files that hold a table and its indexes: a rewrite gives the table new ones, and an index that is built again. Takes no lock.
 *
 * @param table its pg_class.relfilenode
 * @param indexes those of its indexes, by their names
 */
public record Filenodes(long table, Map<String, Long> indexes) {

    private static final String INDEXES = """
            select class.relname,
                   class.relfilenode
              from pg_catalog.pg_index as index
              join pg_catalog.pg_class as class
                on class.oid = index.indexrelid
             where index.indrelid = :table""";

    /** @param table its pg_class.oid */
    public static Filenodes of(JdbcClient jdbc, long table) {
        long own = jdbc.sql("select relfilenode from pg_catalog.pg_class where oid = :table")
                .param("table", table)
                .query(Long.class)
                .single();
        return new Filenodes(
                own,
                jdbc
                        .sql(INDEXES)
                        .param("table", table)
                        .query((row, number) -> Map.entry(row.getString("relname"), row.getLong("relfilenode")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
