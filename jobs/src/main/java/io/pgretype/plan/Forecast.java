package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Durations;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a change will cost, from the table's statistics. Estimates: real figures depend on the rows and the load. */
final class Forecast {

    /** Rows a second that one worker filled on two cores, with two to eight indexes: the low and the high of it. */
    private static final long SLOW_ROWS_PER_SECOND = 20_000;

    private static final long FAST_ROWS_PER_SECOND = 100_000;

    private final JdbcClient jdbc;

    Forecast(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<String> lines(TableUnderChange table) {
        Size size = size(table);
        long rows = size.rows;
        // Every row gets a new version; unless it stays in its page, every index gets a new entry.
        long wal = rows * (2 * size.rowBytes + 60 + 90 * size.indexes);
        long disk = size.tableBytes + size.indexBytes;
        return List.of(
                "forecast (estimates from the table's statistics):",
                "  rows            about %,d".formatted(rows),
                "  backfill        %s to %s"
                        .formatted(time(rows / FAST_ROWS_PER_SECOND), time(rows / SLOW_ROWS_PER_SECOND)),
                "  WAL             up to %s for the backfill, and %s for the indexes of the new column"
                        .formatted(bytes(wal), bytes(size.columnIndexBytes)),
                "  disk            up to %s more while both columns exist (the table and its indexes have %s now)"
                        .formatted(bytes(disk + size.columnIndexBytes), bytes(disk)));
    }

    private record Size(
            long rows, long rowBytes, long indexes, long tableBytes, long indexBytes, long columnIndexBytes) {}

    private Size size(TableUnderChange table) {
        return jdbc.sql("""
                        select greatest(class.reltuples, 0)::bigint as rows,
                               coalesce(pg_table_size(class.oid) / nullif(greatest(class.reltuples, 0), 0), 0)::bigint
                                   as row_bytes,
                               (select count(*) from pg_index where indrelid = class.oid) as indexes,
                               pg_table_size(class.oid) as table_bytes,
                               pg_indexes_size(class.oid) as index_bytes,
                               (select coalesce(sum(pg_relation_size(index.indexrelid)), 0)
                                  from pg_index as index
                                  join pg_attribute as attribute
                                    on attribute.attrelid = index.indrelid
                                   and attribute.attnum = any (index.indkey::smallint[])
                                 where index.indrelid = class.oid
                                   and attribute.attname = any (:columns)) as column_index_bytes
                          from pg_class as class
                         where class.oid = :table""")
                .param("table", table.oid())
                .param(
                        "columns",
                        table.columns().stream()
                                .map(column -> column.column().name())
                                .toArray(String[]::new))
                .query((row, number) -> new Size(
                        row.getLong("rows"),
                        row.getLong("row_bytes"),
                        row.getLong("indexes"),
                        row.getLong("table_bytes"),
                        row.getLong("index_bytes"),
                        row.getLong("column_index_bytes")))
                .single();
    }

    private static String time(long seconds) {
        return Durations.text(Duration.ofSeconds(Math.max(seconds, 1)));
    }

    private static String bytes(long bytes) {
        return bytes < 10_000_000 ? "%,d kB".formatted(bytes / 1000) : "%,d MB".formatted(bytes / 1_000_000);
    }
}
