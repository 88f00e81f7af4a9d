package io.pgretype.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.ChangeFiles;
import io.pgretype.database.Database;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.TestDatabase;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Even ranges without gaps, by histogram or by sample. */
@AnyVersion
class KeyDividerIT {

    private static final int ROWS = 40_000;
    private static final int RANGES = 10;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id bigint primary key                                  | i",
                "id integer primary key                                 | -i * 1000",
                "id integer primary key                                 | (i::bigint * i % 2000000011)::integer",
                "id uuid primary key                                    | md5(i::text)::uuid",
                "id text primary key                                    | concat('''\"{,}\\ é日', md5(i::text), ' ')",
                "id char(32) primary key                                | md5(i::text)",
                "path integer[] primary key                             | array[i % 100, i]",
                "path text[] primary key                                | array[concat('a,\"', i % 100), concat('}', i)]",
                "\"Id\" timestamptz unique not null                     | timestamptz 'epoch' + i * interval '1 s'",
                "number integer primary key                             | i",
                "t integer primary key                                  | i",
                "page integer primary key                               | i",
                "part integer primary key                               | i",
                "k text, t integer, primary key (k, t)                  | md5((i % 500)::text), i",
                "number integer, page integer, primary key (number, page) | i % 3, i",
                "a text, b text, primary key (a, b)                     | concat('a,\"', i % 1000), concat('''}', i)",
            })
    void rangesAreEven(String key, String values) {
        table(key, values, "null");
        assertEven();
        database.execute("analyze item");
        assertEven();
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void rangesOfATableThatIsSampledAreEven(boolean analyzed) {
        // More pages than are looked at.
        table("id bigint, t bigint, primary key (t, id)", "i, i", "repeat('x', 400)");
        assertThat(TableSize.of(jdbc, read().oid()).pages()).isGreaterThan(2_000);
        if (analyzed) {
            database.execute("analyze item");
        }
        assertEven();
    }

    @Test
    void staleStatisticsAreNotBelieved() {
        table("id bigint primary key", "i", "null");
        database.execute(
                "analyze item",
                "insert into item select i, i from generate_series(%d, %d) as i".formatted(ROWS + 1, 3 * ROWS));
        assertEven();
    }

    @Test
    void anEmptyTableHasNoRangesAndOneRowHasOne() {
        database.execute("create table item (id bigint primary key, size integer)");
        assertThat(new KeyDivider(jdbc, read()).ranges(RANGES)).isEmpty();
        database.execute("insert into item values (7, 7)");
        assertThat(new KeyDivider(jdbc, read()).ranges(RANGES))
                .containsExactly(new KeyRange(null, new Key(List.of("7"))));
    }

    @Test
    void fewerRowsThanRangesMakeFewerRanges() {
        database.execute(
                "create table item (id bigint primary key, size integer)",
                "insert into item select i, i from generate_series(1, 3) as i");
        TableUnderChange table = read();
        List<KeyRange> ranges = new KeyDivider(jdbc, table).ranges(RANGES);
        assertThat(ranges).hasSizeBetween(1, 3);
        assertGapless(ranges);
        assertThat(ranges.stream().mapToInt(range -> rows(table, range)).sum()).isEqualTo(3);
    }

    private void table(String key, String values, String padding) {
        database.execute(
                "create table item (%s, size integer, padding text) with (autovacuum_enabled = off)".formatted(key),
                "insert into item select %s, i, %s from generate_series(1, %d) as i".formatted(values, padding, ROWS));
    }

    private void assertEven() {
        TableUnderChange table = read();
        Integer all = jdbc.queryForObject("select count(*) from item", Integer.class);
        List<KeyRange> ranges = new KeyDivider(jdbc, table).ranges(RANGES);
        assertThat(ranges).hasSize(RANGES);
        assertGapless(ranges);
        List<Integer> rows = ranges.stream().map(range -> rows(table, range)).toList();
        assertThat(rows.stream().mapToInt(Integer::intValue).sum()).isEqualTo(all);
        assertThat(rows).allSatisfy(count -> assertThat(count)
                .isCloseTo((all == null ? 0 : all) / RANGES, Percentage.withPercentage(25)));
    }

    private static void assertGapless(List<KeyRange> ranges) {
        @Nullable Key after = null;
        for (KeyRange range : ranges) {
            assertThat(range.after()).isEqualTo(after);
            after = range.upTo();
        }
    }

    private int rows(TableUnderChange table, KeyRange range) {
        return new KeyPages(jdbc, table.name(), table.key())
                .read(range.after(), range.upTo(), "true", 10 * ROWS)
                .size();
    }

    private TableUnderChange read() {
        String change = "table: item\ncolumns: {size: {type: bigint}}\n";
        return new TableReader(Database.of(database.dataSource()))
                .read(ChangeFiles.parse("the-change", "test", change).tables().get(0), 0);
    }
}
