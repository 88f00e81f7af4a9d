package io.pgretype.plan;

import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.keyset.TableSize;

/** What a change will cost, from the table's statistics. Estimates: real figures depend on the rows and the load. */
final class Forecast {

    /** Rows a second that one worker filled on two cores, with two to eight indexes: the low and the high of it. */
    private static final long SLOW_ROWS_PER_SECOND = 20_000;

    private static final long FAST_ROWS_PER_SECOND = 100_000;

    private static final String BYTES = """
            select (select count(*) from pg_index where indrelid = class.oid) as indexes,
                   pg_table_size(class.oid) as "table",
                   pg_indexes_size(class.oid) as all_indexes,
                   -- Beside the primary key's twin there is its spare until contract.
                   (select coalesce(sum(pg_relation_size(index.indexrelid)
                                            * case when index.indisprimary then 2 else 1 end), 0)::bigint
                      from pg_index as index
                      join pg_attribute as attribute
                        on attribute.attrelid = index.indrelid
                       and attribute.attnum = any (index.indkey::smallint[])
                     where index.indrelid = class.oid
                       and attribute.attname = any (:columns)) as column_indexes
              from pg_class as class
             where class.oid = :table""";

    private final Database database;

    Forecast(Database database) {
        this.database = database;
    }

    /** With all its partitions. */
    Estimate of(TableUnderChange table) {
        return Estimate.sum(new PartitionTree(database.jdbc())
                .withRows(table).stream().map(part -> ofRows(part.table())).toList());
    }

    private Estimate ofRows(TableUnderChange table) {
        long rows = TableSize.of(database.template(), table.oid()).rows();
        Bytes size = bytes(table);
        return new Estimate(
                rows,
                rows / FAST_ROWS_PER_SECOND,
                rows / SLOW_ROWS_PER_SECOND,
                // Every row gets a new version; unless it stays in its page, every index gets a new entry.
                2 * size.table + rows * (60 + 90 * size.indexes),
                size.columnIndexes,
                size.table + size.allIndexes);
    }

    /**
     * What there is on the disk, in bytes.
     *
     * @param indexes how many there are
     * @param columnIndexes those over the columns that change
     */
    private record Bytes(long indexes, long table, long allIndexes, long columnIndexes) {}

    private Bytes bytes(TableUnderChange table) {
        return database.jdbc()
                .sql(BYTES)
                .param("table", table.oid())
                .param(
                        "columns",
                        table.columns().stream()
                                .map(column -> column.column().name())
                                .toArray(String[]::new))
                .query(Bytes.class)
                .single();
    }
}
