package io.pgretype.keyset;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The ranges into which a run has divided a table, kept in the ledger. A restart must find just the same ranges: with
 * others, a part that is done would be skipped and its neighbour begin elsewhere.
 */
public final class KeyRanges {

    private final JdbcTemplate jdbc;
    private final Database database;

    public KeyRanges(Database database) {
        this.jdbc = database.template();
        this.database = database;
    }

    /** Divides the table into about so many ranges, all in one transaction; does nothing where the run has divided it already. */
    public void divide(long run, TableUnderChange table, int wanted) {
        if (!of(run, table).isEmpty()) {
            return;
        }
        List<KeyRange> ranges = new KeyDivider(jdbc, table).ranges(wanted);
        database.runInTransaction(() -> {
            for (int number = 0; number < ranges.size(); number++) {
                Key after = ranges.get(number).after();
                jdbc.update(
                        """
                        insert into pgretype.key_range (run, table_oid, number, after, up_to)
                        values (?, ?, ?, ?, ?)""",
                        run,
                        table.oid(),
                        number,
                        after == null ? null : after.values().toArray(String[]::new),
                        ranges.get(number).upTo().values().toArray(String[]::new));
            }
        });
    }

    /** The run's ranges of a table by their numbers; none for an empty one. */
    public List<KeyRange> of(long run, TableUnderChange table) {
        return jdbc.query(
                """
                select after, up_to
                  from pgretype.key_range
                 where run = ?
                   and table_oid = ?
                 order by number""",
                (row, number) -> new KeyRange(nullableKey(row.getArray("after")), Keys.of(row.getArray("up_to"))),
                run,
                table.oid());
    }

    private static @Nullable Key nullableKey(@Nullable Array array) throws SQLException {
        return array == null ? null : Keys.of(array);
    }
}
