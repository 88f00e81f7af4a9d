package io.pgretype.verify;

import io.pgretype.catalog.CarefulConversion;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KeyColumns;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Filling;
import io.pgretype.keyset.RowBatch;
import io.pgretype.progress.Tally;
import io.pgretype.run.Assignment;
import io.pgretype.run.RunOption;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the rows of one chunk and notes the mismatches. Each row is looked at in one version, so that the
 * application's writes make no false alarm. With repair, mends the rows first and compares them after.
 */
final class RowComparer implements ItemWriter<RowBatch> {

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;
    private final KeyColumns key;
    private final long run;
    private final boolean repair;
    private final boolean skipTriggers;
    private final Tally tally;
    private final CarefulConversion careful;

    RowComparer(DataSource dataSource, TableUnderChange table, Assignment assignment, Tally tally) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.table = table;
        this.key = table.key();
        this.run = assignment.run();
        this.repair = assignment.has(RunOption.REPAIR);
        this.skipTriggers = assignment.settings().filling().triggers() == Filling.OtherTriggers.SKIP;
        this.tally = tally;
        this.careful = new CarefulConversion(table, false);
    }

    @Override
    public void write(Chunk<? extends RowBatch> chunk) {
        RowBatch rows = chunk.getItems().get(0);
        Object[] keys = rows.parameters();
        long start = System.nanoTime();
        createFunctions();
        if (repair && skipTriggers) {
            jdbc.execute("set local session_replication_role = replica");
        }
        int repaired = repair ? jdbc.update(repairStatement(), keys) : 0;
        for (int column = 0; column < table.columns().size(); column++) {
            note(column, keys);
        }
        jdbc.update("""
                insert into pgretype.compared_chunk (run, rows_compared, rows_repaired)
                values (?, ?, ?)""", run, rows.size(), repaired);
        tally.chunk(rows.size(), repaired, 0, Duration.ofNanos(System.nanoTime() - start));
    }

    /** One bad row must not fail the chunk, so conversions that can fail are tried by a temporary function. */
    private void createFunctions() {
        for (int column = 0; column < table.columns().size(); column++) {
            if (!table.columns().get(column).total()
                    && !Boolean.TRUE.equals(jdbc.queryForObject(careful.exists(column), Boolean.class))) {
                jdbc.execute(careful.createFunction(column));
            }
        }
    }

    /** Writes the mismatches of one column into the ledger. ACCESS SHARE on the table. */
    private void note(int column, Object[] keys) {
        ColumnChange move = table.columns().get(column);
        jdbc.update(
                """
                insert into pgretype.mismatch (run, table_name, row_key, column_name, old_value, new_value)
                select %d, '%s', array[%s], '%s', left(t.%s::text, 200), left(t.%s::text, 200)
                  from %s as t
                  join %s
                    on %s
                 where %s
                on conflict do nothing""".formatted(
                                run,
                                quoted(table.name().sql()),
                                key.texts("t"),
                                quoted(move.column().name()),
                                move.oldName(Direction.FORWARD).sql(),
                                move.newName(Direction.FORWARD).sql(),
                                table.name().sql(),
                                key.unnested(),
                                key.equalsUnnested("t"),
                                isMismatch(column)),
                keys);
    }

    private String isMismatch(int column) {
        ColumnChange move = table.columns().get(column);
        String differs = move.differs(Direction.FORWARD, "t");
        return move.total()
                ? differs
                // CASE keeps the order: the conversion is tried only where it is known to succeed.
                : "case when %s is null then %s else true end".formatted(careful.call(column, "t"), differs);
    }

    /** Touches the rows that differ and lets the mirror make them right. */
    private String repairStatement() {
        String assignments = table.columns().stream()
                .map(column -> "%1$s = t.%1$s".formatted(column.newColumn().sql()))
                .collect(Collectors.joining(",\n       "));
        String mismatch = IntStream.range(0, table.columns().size())
                .mapToObj(this::isMismatch)
                .collect(Collectors.joining("\n    or "));
        return """
        update %s as t
           set %s
          from %s
         where %s
           and (%s)""".formatted(table.name().sql(), assignments, key.unnested(), key.equalsUnnested("t"), mismatch);
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
