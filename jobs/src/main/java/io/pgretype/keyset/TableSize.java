package io.pgretype.keyset;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How large a table is, from its statistics; never by looking at its rows.
 *
 * @param rows about how many there are, scaled to the pages of now as the planner does it
 * @param pages how many there are now
 * @param rowsPerPage about how many rows share a page; 0 for an empty table
 * @param rowsPerFullPage about how many rows a page has where none of its space is unused; 0 for an empty table
 * @param fresh whether the statistics are of a table of about this size
 */
public record TableSize(long rows, long pages, double rowsPerPage, double rowsPerFullPage, boolean fresh) {

    /** Smaller partitions are not worth their steps. */
    private static final long LEAST_ROWS = 5_000;

    /** Larger ones would let a worker wait long for the last of the others. */
    private static final long MANY_ROWS = 4_000_000;

    private static final long MOST_PARTITIONS = 64;

    private static final String SIZE = """
            with patience as materialized (
                select set_config('lock_timeout', coalesce(:patience, current_setting('lock_timeout')), true))
            select class.reltuples,
                   class.relpages,
                   pg_relation_size(class.oid) / current_setting('block_size')::bigint as pages,
                   -- A table that was never analyzed: as the planner guesses, from the width of its columns.
                   (select coalesce(sum(case when type.typlen > 0 then type.typlen else 32 end), 0) + 28
                      from pg_attribute as attribute
                      join pg_type as type
                        on type.oid = attribute.atttypid
                     where attribute.attrelid = class.oid
                       and attribute.attnum > 0
                       and not attribute.attisdropped) as row_bytes,
                   current_setting('block_size')::bigint as block_bytes
              from pg_class as class
             cross join patience
             where class.oid = :table""";

    /** Reads it from the catalog, in a millisecond however large the table is. ACCESS SHARE; all 0 for a table that is gone. */
    public static TableSize of(JdbcTemplate jdbc, long table) {
        return read(JdbcClient.create(jdbc), null, table);
    }

    /**
     * The same, but does not wait long for somebody who holds the table for himself. Not for use in a transaction, which
     * would be impatient from then on.
     *
     * @throws DataAccessException if somebody holds it
     */
    public static TableSize atOnce(JdbcClient jdbc, long table) {
        return read(jdbc, "200ms", table);
    }

    private static TableSize read(JdbcClient jdbc, @Nullable String patience, long table) {
        return jdbc.sql(SIZE)
                .param("patience", patience)
                .param("table", table)
                .query((row, number) -> read(row))
                .optional()
                .orElse(new TableSize(0, 0, 0, 0, false));
    }

    /**
     * Into how many partitions it should go, so that all workers finish together, also when more are allowed meanwhile.
     *
     * @param each partitions for each worker, of a table that is not very large
     */
    public int partitions(int workers, int each) {
        long most = Math.max((long) workers * each, Math.min(MOST_PARTITIONS, rows / MANY_ROWS));
        return (int) Math.max(1, Math.min(most, rows / LEAST_ROWS));
    }

    private static TableSize read(ResultSet row) throws SQLException {
        long pages = row.getLong("pages");
        double tuples = row.getDouble("reltuples");
        long counted = row.getLong("relpages");
        boolean known = tuples > 0 && counted > 0;
        double fitting = row.getDouble("block_bytes") / row.getDouble("row_bytes");
        double perPage = known ? tuples / counted : fitting;
        return new TableSize(
                Math.round(perPage * pages),
                pages,
                pages == 0 ? 0 : perPage,
                pages == 0 ? 0 : Math.max(perPage, fitting),
                known && Math.abs(pages - counted) <= counted / 5);
    }
}
