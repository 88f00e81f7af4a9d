package io.pgretype.keyset;

import io.pgretype.catalog.KeyColumns;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Divides a table into key ranges of about the same size, from a sample of its pages: a few milliseconds however large
 * it is. The last range ends at the greatest key there is now: rows that come later are right already, thanks to the
 * mirror.
 */
final class KeyDivider {

    private static final int SAMPLED_PAGES = 300;

    private final JdbcTemplate jdbc;
    private final QualifiedName table;
    private final KeyColumns columns;

    KeyDivider(JdbcTemplate jdbc, QualifiedName table, KeyColumns columns) {
        this.jdbc = jdbc;
        this.table = table;
        this.columns = columns;
    }

    /** That many ranges or fewer, in order, without gaps; none for an empty table. */
    List<KeyRange> ranges(int wanted) {
        Optional<Key> greatest = greatest();
        if (greatest.isEmpty()) {
            return List.of();
        }
        List<KeyRange> ranges = new ArrayList<>();
        Key after = null;
        for (Key bound : bounds(wanted, greatest.get())) {
            ranges.add(new KeyRange(after, bound));
            after = bound;
        }
        ranges.add(new KeyRange(after, greatest.get()));
        return ranges;
    }

    private Optional<Key> greatest() {
        return jdbc
                .query(
                        """
                        select %s
                          from %s as t
                         order by %s
                         limit 1""".formatted(columns.texts("t"), table.sql(), columns.descending("t")),
                        (row, number) -> Keys.read(row, columns.size()))
                .stream()
                .findFirst();
    }

    /** The keys that divide a sample into equal parts, in order, each once, all before the greatest. */
    private List<Key> bounds(int wanted, Key greatest) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(samplePercent());
        parameters.add(wanted);
        parameters.addAll(greatest.values());
        return jdbc.query(
                """
                with sample as (
                    select %1$s
                      from %2$s as t tablesample system (?)),
                part as (
                    select t.*,
                           ntile(?) over (order by %3$s) as number
                      from sample as t
                     where %4$s)
                select distinct on (t.number) %5$s
                  from part as t
                 where t.number > 1
                 order by t.number, %3$s""".formatted(
                                columns.list("t"),
                                table.sql(),
                                columns.list("t"),
                                columns.compare("t", "<"),
                                columns.texts("t")),
                (row, number) -> Keys.read(row, columns.size()),
                parameters.toArray());
    }

    private double samplePercent() {
        Long pages = jdbc.queryForObject(
                "select pg_relation_size(cast(? as regclass)) / current_setting('block_size')::bigint",
                Long.class,
                table.sql());
        return pages == null || pages <= SAMPLED_PAGES ? 100.0 : 100.0 * SAMPLED_PAGES / pages;
    }
}
