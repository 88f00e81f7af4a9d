package io.pgretype.keyset;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How large a table is, from its statistics; never by looking at its rows.
 *
 * @param rows about how many there are, scaled to the pages of now as the planner does it
 * @param pages how many there are now
 * @param rowsPerPage about how many rows share a page; 0 for an empty table
 * @param fresh whether the statistics are of a table of about this size
 */
public record TableSize(long rows, long pages, double rowsPerPage, boolean fresh) {

    private static final String SIZE = """
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
             where class.oid = ?""";

    /** Reads it from the catalog, in a millisecond however large the table is. */
    public static TableSize of(JdbcTemplate jdbc, long table) {
        TableSize size = jdbc.queryForObject(SIZE, (row, number) -> read(row), table);
        return size == null ? new TableSize(0, 0, 0, false) : size;
    }

    private static TableSize read(ResultSet row) throws SQLException {
        long pages = row.getLong("pages");
        double tuples = row.getDouble("reltuples");
        long counted = row.getLong("relpages");
        boolean known = tuples > 0 && counted > 0;
        double perPage = known ? tuples / counted : row.getDouble("block_bytes") / row.getDouble("row_bytes");
        return new TableSize(
                Math.round(perPage * pages),
                pages,
                pages == 0 ? 0 : perPage,
                known && Math.abs(pages - counted) <= counted / 5);
    }
}
