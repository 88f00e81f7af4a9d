package io.pgretype.progress;

import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.TableSize;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows a table has, from its statistics and its size, never by counting, and never waiting for anybody. */
public final class RowEstimate {

    private final JdbcClient jdbc;
    private final PartitionTree tree;

    public RowEstimate(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.tree = new PartitionTree(jdbc);
    }

    /** Of all these tables together. */
    public long ofAll(List<TableUnderChange> tables) {
        return tables.stream()
                .flatMap(table -> tree.withRows(table).stream())
                .mapToLong(part -> of(part.table().oid()))
                .sum();
    }

    /** 0 for a table that is gone. Not for use in a transaction. */
    public long of(long table) {
        try {
            return TableSize.atOnce(jdbc, table).rows();
        } catch (DataAccessException e) {
            // Somebody holds the table for himself: what it was when it was last analyzed.
            return byStatistics(table);
        }
    }

    private long byStatistics(long table) {
        return jdbc.sql("select greatest(reltuples, 0)::bigint from pg_class where oid = :table")
                .param("table", table)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
