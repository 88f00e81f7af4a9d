package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.ChangeFiles;
import io.pgretype.database.Database;
import io.pgretype.keyset.BlockRange;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.KeyPages;
import io.pgretype.keyset.KeyRange;
import io.pgretype.keyset.RowBatch;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.throttle.ChunkSize;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A restart goes on inside the window, though windows have become larger or smaller meanwhile. */
@AnyVersion
class WindowReaderIT {

    private static final int ROWS = 20_000;
    private static final String CHANGE = "table: item\ncolumns: {size: {type: bigint}}\n";

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final ExecutionContext context = new ExecutionContext();
    private TableUnderChange table;
    private int read;
    private int filled;

    @BeforeEach
    void create() {
        database.execute(
                "create table item (id integer primary key, size integer, size_new bigint)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS));
        table = new TableReader(Database.of(database.dataSource()))
                .read(ChangeFiles.parse("the-change", "test", CHANGE).tables().get(0), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "key,   500, 500",
        "key,   500, 200",
        "key,   200, 500",
        "block, 500, 500",
        "block, 500, 200",
        "block, 200, 500",
    })
    void everyRowComesOnceAfterARestart(String order, int before, int after) {
        readAndFill(reader(order, striped(before)), 13);
        readAndFill(reader(order, striped(after)), 7);
        readAndFill(reader(order, new Layout(1, 1, 8_000)), Integer.MAX_VALUE);

        assertThat(read).isEqualTo(ROWS);
        assertThat(filled).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @CsvSource({"key, 1", "key, 2", "key, 3", "block, 1", "block, 2", "block, 3"})
    void everyRowComesOnceAfterARestartBeforeTheWindowIsRead(String order, int batches) {
        readAndFill(reader(order, striped(500)), batches);
        readAndFill(reader(order, striped(500)), Integer.MAX_VALUE);

        assertThat(read).isEqualTo(ROWS);
        assertThat(filled).isEqualTo(ROWS);
    }

    @Test
    void aBatchThatWasNotCommittedComesAgain() {
        WindowReader reader = reader("key", striped(500));
        readAndFill(reader, 5);
        assertThat(reader.read()).isNotNull();

        readAndFill(reader("key", striped(500)), Integer.MAX_VALUE);
        assertThat(read).isEqualTo(ROWS);
    }

    @Test
    void aPartitionThatIsDoneGivesNothing() {
        readAndFill(reader("key", striped(500)), Integer.MAX_VALUE);
        assertThat(reader("key", striped(500)).read()).isNull();
    }

    private void readAndFill(WindowReader reader, int batches) {
        for (int i = 0; i < batches; i++) {
            RowBatch batch = reader.read();
            if (batch == null) {
                return;
            }
            read += batch.size();
            Address address = batch.parameters()[0] instanceof String[] texts && texts[0].startsWith("(")
                    ? Address.PLACE
                    : Address.KEY;
            filled += jdbc.update(new FillStatements(table).fill(address), batch.parameters());
            reader.update(context);
        }
    }

    private static Layout striped(int distance) {
        return new Layout(4, distance, Integer.MAX_VALUE);
    }

    private WindowReader reader(String order, Layout layout) {
        String isLeft = new FillStatements(table).isLeft();
        Long pages = database.value("select pg_relation_size('item') / 8192", Long.class);
        Walk walk = order.equals("key")
                ? new KeyWalk(
                        new KeyPages(jdbc, table.name(), table.key()),
                        new KeyRange(null, new Key(List.of(Integer.toString(ROWS)))),
                        isLeft,
                        () -> layout)
                : new BlockWalk(jdbc, table, new BlockRange(0, pages == null ? 0 : pages), isLeft, () -> layout, 200);
        WindowReader reader = new WindowReader(walk, new ChunkSize(() -> Duration.ofMillis(70), () -> Long.MAX_VALUE));
        reader.open(context);
        return reader;
    }
}
