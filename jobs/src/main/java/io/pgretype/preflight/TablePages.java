package io.pgretype.preflight;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KeyColumns;
import io.pgretype.catalog.TableUnderChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** All rows of a table, page by page in the order of its key, so that no statement is long and no snapshot gets old. */
final class TablePages {

    private static final int PAGE = 50_000;

    /** As many blocks as hold about so many rows of usual size. */
    private static final long BLOCKS = 1_000;

    private static final String ALL_BLOCKS =
            "select pg_relation_size(cast(? as oid)) / current_setting('block_size')::integer";

    private static final String END_OF_PAGE = """
            select %s
              from %s as t
             where %s
             order by %s
            offset ?
             limit 1""";

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;
    private final KeyColumns key;

    TablePages(JdbcTemplate jdbc, TableUnderChange table) {
        this.jdbc = jdbc;
        this.table = table;
        this.key = table.key(Direction.FORWARD);
    }

    /** What is done with a page. */
    interface Look {

        /** @param condition that a row known as {@code t} is of the page, with those parameters */
        void at(String condition, Object... parameters);
    }

    /** @param looked told after each page how many rows were looked at */
    void each(Look look, LongConsumer looked) {
        if (key.isPlace()) {
            eachOfBlocks(look, looked);
        } else {
            eachOfKeys(look, looked);
        }
    }

    /** A row that is written meanwhile may be missed: the mirror is not there yet, and what is written later can be anything. */
    private void eachOfBlocks(Look look, LongConsumer looked) {
        Long found = jdbc.queryForObject(ALL_BLOCKS, Long.class, table.oid());
        long blocks = found == null ? 0 : found;
        for (long first = 0; first == 0 || first < blocks; first += BLOCKS) {
            String from = "(%d,0)".formatted(first);
            if (first + BLOCKS >= blocks) {
                look.at(key.compare("t", ">="), from);
            } else {
                look.at(
                        key.compare("t", ">=") + "\n and " + key.compare("t", "<"),
                        from,
                        "(%d,0)".formatted(first + BLOCKS));
                looked.accept((first / BLOCKS + 1) * PAGE);
            }
        }
    }

    private void eachOfKeys(Look look, LongConsumer looked) {
        List<Object> after = List.of();
        long rows = 0;
        while (true) {
            List<Object> last = last(after);
            List<Object> parameters = new ArrayList<>(after);
            parameters.addAll(last);
            look.at(
                    isAfter(after) + "\n and " + (last.isEmpty() ? "true" : key.compare("t", "<=")),
                    parameters.toArray());
            if (last.isEmpty()) {
                return;
            }
            after = last;
            rows += PAGE;
            looked.accept(rows);
        }
    }

    /** The key that ends the page, empty for the last page. */
    private List<Object> last(List<Object> after) {
        List<Object> parameters = new ArrayList<>(after);
        parameters.add(PAGE - 1);
        return jdbc
                .query(
                        END_OF_PAGE.formatted(key.texts("t"), table.name().sql(), isAfter(after), key.list("t")),
                        (row, number) -> {
                            List<Object> values = new ArrayList<>();
                            for (int i = 1; i <= key.size(); i++) {
                                values.add(row.getString(i));
                            }
                            return values;
                        },
                        parameters.toArray())
                .stream()
                .findFirst()
                .orElse(List.of());
    }

    private String isAfter(List<Object> after) {
        return after.isEmpty() ? "true" : key.compare("t", ">");
    }
}
