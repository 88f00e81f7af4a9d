package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.ChangeFiles;
import io.pgretype.change.Filling;
import io.pgretype.database.Database;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** By key where rows lie in the key's order or the table is small, else by block; as the author says before all. */
@AnyVersion
class WalkOrderIT {

    private static final String CHANGE = "table: item\ncolumns: {size: {type: bigint}}\n";

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());

    @Test
    void rowsInTheKeysOrderAreWalkedByKey() {
        large("bigint", "i");
        assertThat(choice(Filling.Order.AUTO).text())
                .isEqualTo("by key: rows lie in the order of id (correlation 1.00)");
    }

    @Test
    void rowsInTheReverseOrderAreWalkedByKeyAsWell() {
        large("bigint", "-i");
        assertThat(choice(Filling.Order.AUTO).text())
                .isEqualTo("by key: rows lie in the order of id (correlation -1.00)");
    }

    @Test
    void aLargeTableWithRandomKeysIsWalkedByBlock() {
        large("uuid", "gen_random_uuid()");
        WalkOrder order = choice(Filling.Order.AUTO);
        assertThat(order.byBlock()).isTrue();
        assertThat(order.reason())
                .startsWith("rows do not lie in the order of id (correlation ")
                .contains("against shared_buffers ");
    }

    @Test
    void aSmallTableIsWalkedByKeyWhateverItsKeys() {
        database.execute(
                "create table item (id uuid primary key, size integer)",
                "insert into item select gen_random_uuid(), i from generate_series(1, 10000) as i",
                "analyze item");
        WalkOrder order = choice(Filling.Order.AUTO);
        assertThat(order.byBlock()).isFalse();
        assertThat(order.reason()).contains("but the table is small");
    }

    @Test
    void withoutStatisticsItSaysSo() {
        database.execute("create table item (id bigint primary key, size integer)");
        assertThat(choice(Filling.Order.AUTO).text())
                .startsWith("by key: how rows lie is not known (no statistics of id), but the table is small");
    }

    @Test
    void theAuthorWins() {
        large("bigint", "i");
        assertThat(choice(Filling.Order.BLOCK).text()).isEqualTo("by block: the change file says order: block");
        assertThat(choice(Filling.Order.KEY).text()).isEqualTo("by key: the change file says order: key");
    }

    @Test
    void planTellsIt() {
        database.execute("create table item (id bigint primary key, size integer)");
        try (Workbench workbench = Workbench.on(database)) {
            assertThat(plan(workbench, "")).contains("by key: how rows lie is not known");
            assertThat(plan(workbench, "order: block\n"))
                    .contains("by block: the change file says order: block")
                    .contains("t.ctid = k.place");
        }
    }

    private static String plan(Workbench workbench, String options) {
        return String.join(
                "\n",
                workbench
                        .change("the-change", CHANGE + options)
                        .plan("the-change")
                        .results());
    }

    /** More than half of shared_buffers, and than an eighth of the WAL between checkpoints: a page a row. */
    private void large(String type, String key) {
        database.execute(
                "create table item (id %s primary key, size integer, padding char(5000))".formatted(type),
                "alter table item alter column padding set storage plain",
                "insert into item select %s, i, '' from generate_series(1, 10000) as i".formatted(key),
                "analyze item");
    }

    private WalkOrder choice(Filling.Order wish) {
        TableUnderChange table = new TableReader(Database.of(database.dataSource()))
                .read(ChangeFiles.parse("the-change", "test", CHANGE).tables().get(0), 0);
        return WalkOrder.choose(jdbc, table, wish);
    }
}
