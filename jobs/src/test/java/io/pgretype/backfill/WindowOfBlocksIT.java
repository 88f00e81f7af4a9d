package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.ChangeFiles;
import io.pgretype.database.Database;
import io.pgretype.keyset.BlockRange;
import io.pgretype.testkit.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Statistics say how many blocks make a window; they may be of another time. */
class WindowOfBlocksIT {

    private static final int ROWS = 500_000;
    private static final int WINDOW = 2_000;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private BlockRange all = new BlockRange(0, 0);

    @BeforeEach
    void create() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS));
        Long pages = database.value("select pg_relation_size('item') / 8192", Long.class);
        all = new BlockRange(0, pages == null ? 0 : pages);
    }

    @Test
    void hasAboutAsManyRowsAsItShould() {
        Window window = walk(226).window(Walk.BEGINNING, null);
        assertThat(rows(window)).isCloseTo(WINDOW, org.assertj.core.data.Percentage.withPercentage(15));
    }

    @Test
    void doesNotTakeTheWholeTableWhereStatisticsSayOneRowAPage() {
        Window window = walk(1).window(Walk.BEGINNING, null);
        assertThat(rows(window)).isLessThan(ROWS / 2);
    }

    @Test
    void allWindowsTogetherHaveEveryRow() {
        for (double rowsPerPage : new double[] {0, 226}) {
            BlockWalk walk = walk(rowsPerPage);
            int rows = 0;
            List<String> position = Walk.BEGINNING;
            for (Window window = walk.window(position, null); window != null; window = walk.window(position, null)) {
                rows += rows(window);
                position = window.end();
            }
            assertThat(rows).as("rows a page: %s", rowsPerPage).isEqualTo(ROWS);
        }
    }

    private BlockWalk walk(double rowsPerPage) {
        TableUnderChange table = new TableReader(Database.of(database.dataSource()))
                .read(
                        ChangeFiles.parse("the-change", "test", "table: item\ncolumns: {size: {type: bigint}}\n")
                                .tables()
                                .get(0),
                        0);
        return new BlockWalk(jdbc, table, all, "true", () -> new Layout(1, 1, WINDOW), rowsPerPage);
    }

    private static int rows(@Nullable Window window) {
        if (window == null) {
            throw new AssertionError("the walk is at its end");
        }
        int rows = 0;
        for (var batch = window.next(50_000); batch != null; batch = window.next(50_000)) {
            rows += batch.size();
        }
        return rows;
    }
}
