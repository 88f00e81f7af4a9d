package io.pgretype.backfill;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.Keys;
import java.util.stream.Collectors;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills the rows of one chunk. Repeating it touches no row that is right already. */
final class RowFiller implements ItemWriter<Key> {

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;
    private final String statement;

    RowFiller(JdbcTemplate jdbc, TableUnderChange table) {
        this.jdbc = jdbc;
        this.table = table;
        this.statement = statement(table);
    }

    static String statement(TableUnderChange table) {
        return table.total() ? converting(table) : touching(table);
    }

    @Override
    public void write(Chunk<? extends Key> chunk) {
        jdbc.update(statement, Keys.arrays(table.key(), chunk.getItems()));
    }

    /** The exact keys rather than a range: the planner cannot get that wrong. ROW EXCLUSIVE. */
    private static String converting(TableUnderChange table) {
        String assignments = table.columns().stream()
                .map(column -> "%s = %s".formatted(column.newColumn().sql(), column.converted(Direction.FORWARD, "t")))
                .collect(Collectors.joining(",\n       "));
        return """
        update %s as t
           set %s
          from %s
         where %s
           and (%s)""".formatted(
                        table.name().sql(),
                        assignments,
                        table.key().unnested(),
                        table.key().equalsUnnested("t"),
                        table.differs(Direction.FORWARD, "t"));
    }

    /**
     * Where a conversion can fail it must not stand in the statement, or one bad row would fail the chunk. The mirror
     * fires on the touched rows, converts what converts and leaves NULL where it does not, for verify to find.
     */
    private static String touching(TableUnderChange table) {
        String assignments = table.columns().stream()
                .map(column -> "%1$s = t.%1$s".formatted(column.newColumn().sql()))
                .collect(Collectors.joining(",\n       "));
        String empty = table.columns().stream()
                .map(column -> "t.%s is null".formatted(column.newColumn().sql()))
                .collect(Collectors.joining(" or "));
        return """
        update %s as t
           set %s
          from %s
         where %s
           and (%s)""".formatted(
                        table.name().sql(),
                        assignments,
                        table.key().unnested(),
                        table.key().equalsUnnested("t"),
                        empty);
    }
}
