package io.pgretype.catalog;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much room tables take. */
public final class TablesOnDisk {

    /** Not pg_total_relation_size: that waits for whoever has the table locked. */
    private static final String BYTES = """
            select coalesce(sum(part.relpages), 0)::bigint * current_setting('block_size')::bigint
              from pg_class as part
             where part.oid = any (:tables::oid[])
                or part.oid in (select indexrelid from pg_index where indrelid = any (:tables::oid[]))
                or part.oid in (select reltoastrelid from pg_class where oid = any (:tables::oid[]))""";

    private TablesOnDisk() {}

    /**
     * With their indexes and out-of-line values, as of the last vacuum or analyze; takes no lock.
     *
     * @return bytes
     */
    public static long bytes(JdbcClient jdbc, List<TableUnderChange> tables) {
        return jdbc.sql(BYTES)
                .param(
                        "tables",
                        new PartitionTree(jdbc)
                                .all(tables).stream().map(TableUnderChange::oid).toArray(Long[]::new))
                .query(Long.class)
                .single();
    }
}
