package io.pgretype.keyset;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KeyColumns;
import io.pgretype.catalog.TableUnderChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Divides a table into key ranges of about the same size, in milliseconds however large it is: by the key's histogram
 * where there is a fresh one, else by a sample of some pages. The last range ends at the greatest key there is now:
 * rows that come later are right already, thanks to the mirror.
 */
final class KeyDivider {

    private static final long SAMPLED_PAGES = 400;

    private static final String HISTOGRAM = """
            select stats.histogram_bounds::text
              from pg_stats as stats
             where stats.schemaname = ?
               and stats.tablename = ?
               and stats.attname = ?
               and not stats.inherited
               and stats.histogram_bounds is not null
               -- Common values would not be in the histogram.
               and stats.most_common_vals is null""";

    /**
     * Pages by their number rather than TABLESAMPLE, which passes over every page's number; one by chance of each of so
     * many equal stretches, since pages by chance alone would make ranges of a key in the table's order uneven.
     */
    private static final String SAMPLED_ROWS = """
            select sampled.*
              from generate_series(1, ?::bigint) as page
             cross join lateral (
                 select case when pages > sampled then floor((page - 1 + random()) * pages / sampled)::bigint else page - 1 end as number
                   from (values (?, ?::bigint)) as table_size (sampled, pages)) as block
             cross join lateral (
                 select %s
                   from %s as t
                  where t.ctid >= format('(%%s,0)', block.number)::tid
                    and t.ctid < format('(%%s,0)', block.number + 1)::tid
                 offset 0) as sampled""";

    private static final String GREATEST_OF_PARTS = """
            with known as materialized (
                %1$s),
            -- A key's columns may have any name, that of the part's number too.
            part (number, %5$s) as (
                select ntile(?) over (order by %2$s),
                       %2$s
                  from known as t
                 where %3$s)
            select distinct on (part.number) %4$s
              from part
             cross join lateral (select %6$s) as t (%7$s)
             where part.number > 1
             order by part.number, %2$s""";

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;
    private final KeyColumns columns;

    KeyDivider(JdbcTemplate jdbc, TableUnderChange table) {
        this.jdbc = jdbc;
        this.table = table;
        this.columns = table.key(Direction.FORWARD);
    }

    /** That many ranges or fewer, in order, without gaps; none for an empty table. */
    List<KeyRange> ranges(int wanted) {
        Optional<Key> greatest = greatest();
        if (greatest.isEmpty()) {
            return List.of();
        }
        List<KeyRange> ranges = new ArrayList<>();
        Key after = null;
        for (Key bound : wanted < 2 ? List.<Key>of() : bounds(wanted, greatest.get())) {
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
                         limit 1""".formatted(columns.texts("t"), table.name().sql(), columns.descending("t")),
                        (row, number) -> Keys.read(row, columns.size()))
                .stream()
                .findFirst();
    }

    private List<Key> bounds(int wanted, Key greatest) {
        TableSize size = TableSize.of(jdbc, table.oid());
        String histogram = size.fresh() ? histogram() : null;
        return histogram != null
                ? bounds(histogramRows(), List.of(histogram), wanted, greatest)
                : bounds(sampleRows(), sampleParameters(size), wanted, greatest);
    }

    /** The bounds of a histogram are its table's quantiles: just what is wanted, of a key with one value. */
    private @Nullable String histogram() {
        if (!columns.isOneValue()) {
            return null;
        }
        return jdbc
                .query(
                        HISTOGRAM,
                        (row, number) -> row.getString(1),
                        table.name().schema().name(),
                        table.name().name().name(),
                        columns.columns().get(0).name().name())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private String histogramRows() {
        return "select bound as %s from unnest(?::text::%s[]) as bound"
                .formatted(
                        columns.columns().get(0).name().sql(),
                        columns.columns().get(0).type());
    }

    private static List<Long> sampleParameters(TableSize size) {
        return List.of(Math.min(SAMPLED_PAGES, size.pages()), SAMPLED_PAGES, size.pages());
    }

    private String sampleRows() {
        return SAMPLED_ROWS.formatted(columns.list("t"), table.name().sql());
    }

    /** The keys that divide such rows into equal parts, in order, each once, all before the greatest. */
    private List<Key> bounds(String rows, List<?> rowsParameters, int wanted, Key greatest) {
        List<Object> parameters = new ArrayList<>(rowsParameters);
        parameters.add(wanted);
        parameters.addAll(greatest.values());
        return jdbc.query(
                GREATEST_OF_PARTS.formatted(
                        rows,
                        columns.list("t"),
                        columns.compare("t", "<"),
                        columns.texts("t"),
                        numbered(""),
                        numbered("part."),
                        columns.columns().stream()
                                .map(column -> column.name().sql())
                                .collect(Collectors.joining(", "))),
                (row, number) -> Keys.read(row, columns.size()),
                parameters.toArray());
    }

    private String numbered(String prefix) {
        return IntStream.rangeClosed(1, columns.size())
                .mapToObj(i -> prefix + "k" + i)
                .collect(Collectors.joining(", "));
    }
}
