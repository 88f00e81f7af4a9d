package io.pgretype.compare;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KeyColumns;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Filling;
import io.pgretype.change.Literal;
import io.pgretype.keyset.RowBatch;
import io.pgretype.ledger.MismatchCondition;
import io.pgretype.progress.Tally;
import io.pgretype.run.Assignment;
import io.pgretype.run.RunOption;
import io.pgretype.throttle.ChunkSize;
import java.time.Duration;
import java.util.stream.Collectors;
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
    private final Direction direction;
    private final KeyColumns key;
    private final Assignment assignment;
    private final Tally tally;
    private final ChunkSize chunkSize;
    private final MismatchCondition mismatch;
    private long begun;

    RowComparer(DataSource dataSource, Compared compared, Assignment assignment, Tally tally, ChunkSize chunkSize) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.table = compared.table();
        this.direction = compared.direction();
        this.key = table.key();
        this.assignment = assignment;
        this.tally = tally;
        this.chunkSize = chunkSize;
        this.mismatch = new MismatchCondition(assignment.change().name(), table, direction);
    }

    /**
     * A chunk begins: its keys are read next.
     *
     * @return how many rows it should have
     */
    int begin() {
        begun = System.nanoTime();
        return chunkSize.rows();
    }

    @Override
    public void write(Chunk<? extends RowBatch> chunk) {
        RowBatch rows = chunk.getItems().get(0);
        Object[] keys = rows.parameters();
        mismatch.prepare(jdbc);
        int repaired = assignment.has(RunOption.REPAIR) ? repair(keys) : 0;
        for (int column = 0; column < table.columns().size(); column++) {
            note(column, keys);
        }
        jdbc.update("""
                insert into pgretype.compared_chunk (run, rows_compared, rows_repaired)
                values (?, ?, ?)""", assignment.run(), rows.size(), repaired);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        chunkSize.took(rows.size(), took);
        tally.chunk(rows.size(), repaired, 0, took);
    }

    /** Writes the mismatches of one column into the ledger. ACCESS SHARE on the table. */
    private void note(int column, Object[] keys) {
        ColumnChange move = table.columns().get(column);
        jdbc.update(
                """
                insert into pgretype.mismatch (run, table_name, row_key, column_name, old_value, new_value)
                select %d, %s, array[%s], %s, left(t.%s::text, 200), left(t.%s::text, 200)
                  from %s as t
                  join %s
                    on %s
                 where %s
                on conflict do nothing""".formatted(
                                assignment.run(),
                                new Literal(table.name().sql()).sql(),
                                key.texts("t"),
                                new Literal(move.column().name()).sql(),
                                move.oldName(direction).sql(),
                                move.newName(direction).sql(),
                                table.name().sql(),
                                key.unnested(),
                                key.equalsUnnested("t"),
                                mismatch.of(column, "t")),
                keys);
    }

    private int repair(Object[] keys) {
        if (assignment.settings().filling().triggers() == Filling.OtherTriggers.SKIP) {
            jdbc.execute("set local session_replication_role = replica");
        }
        return jdbc.update(repairStatement(), keys);
    }

    /**
     * Touches the rows that differ and lets the mirror make them right. Rows that the application has locked are left to
     * it: to wait for them with others locked could make it the victim of a deadlock.
     */
    private String repairStatement() {
        String assignments = table.columns().stream()
                .map(column ->
                        "%1$s = t.%1$s".formatted(column.newName(direction).sql()))
                .collect(Collectors.joining(",\n       "));
        return """
        update %1$s as t
           set %2$s
          from (select %3$s
                  from %1$s as t
                  join %4$s
                    on %5$s
                 where %6$s
                   for no key update of t skip locked) as %7$s
         where %5$s""".formatted(
                        table.name().sql(),
                        assignments,
                        key.list("t"),
                        key.unnested(),
                        key.equalsUnnested("t"),
                        mismatch.ofAny("t"),
                        key.unnestedAlias());
    }
}
