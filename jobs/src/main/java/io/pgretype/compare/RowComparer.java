package io.pgretype.compare;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KeyColumns;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Filling;
import io.pgretype.change.Literal;
import io.pgretype.database.Database;
import io.pgretype.keyset.BlockRange;
import io.pgretype.keyset.KeyPages;
import io.pgretype.keyset.RowList;
import io.pgretype.ledger.MismatchCondition;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RunOption;
import io.pgretype.progress.Tally;
import io.pgretype.throttle.ChunkSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares the rows of one chunk by a statement that only counts, for there are seldom mismatches; where there are, gets
 * their keys and notes them. Each row is looked at in one version, so that the application's writes make no false alarm.
 * With repair, corrects the rows first and compares them after.
 */
final class RowComparer implements ItemWriter<BlockBatch> {

    private static final String NOTE_MISMATCHES = """
            insert into pgretype.mismatch (run, table_name, row_key, column_name, old_value, new_value)
            select %d, %s, array[%s], %s, left(t.%s::text, 200), left(t.%s::text, 200)
              from %s as t
              join %s
                on %s
             where %s
            on conflict do nothing""";

    private static final String COUNT_REPAIRED = """
            with repaired as (
                %s
                returning t.ctid)
            select count(*) as rows,
                   count(*) filter (where %s) as met_again,
                   array(select ctid::text from repaired) as places
              from repaired""";

    private static final String REPAIR_ROWS = """
            update %1$s as t
               set %2$s
              from (select %3$s
                      from %1$s as t
                      join %4$s
                        on %5$s
                     where %6$s
                       for no key update of t skip locked) as %7$s
             where %5$s""";

    private record Counted(int rows, long mismatches) {}

    /**
     * @param metAgain those of them whose new versions are in blocks that come later, and count there
     * @param places of the new versions
     */
    private record Repaired(int rows, int metAgain, List<String> places) {
        static final Repaired NONE = new Repaired(0, 0, List.of());
    }

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;
    private final Direction direction;
    private final KeyColumns key;
    private final Assignment assignment;
    private final Tally tally;
    private final ChunkSize chunkSize;
    private final MismatchCondition mismatch;
    private long begun;

    RowComparer(Database database, Compared compared, Assignment assignment, Tally tally, ChunkSize chunkSize) {
        this.jdbc = database.template();
        this.table = compared.table();
        this.direction = compared.direction();
        this.key = table.key(direction);
        this.assignment = assignment;
        this.tally = tally;
        this.chunkSize = chunkSize;
        this.mismatch = new MismatchCondition(
                assignment.change().name(), compared.part().whole(), direction);
    }

    /**
     * A chunk begins.
     *
     * @return how many rows it should have
     */
    int begin() {
        begun = System.nanoTime();
        return chunkSize.rows();
    }

    @Override
    public void write(Chunk<? extends BlockBatch> chunk) {
        BlockBatch batch = chunk.getItems().get(0);
        mismatch.prepare(jdbc);
        Counted counted = count(batch.blocks());
        Repaired repaired = counted.mismatches() == 0 ? Repaired.NONE : handle(batch);
        batch.compared(counted.rows() - repaired.metAgain());
        jdbc.update("""
                insert into pgretype.compared_chunk (run, table_oid, rows_compared, rows_repaired)
                values (?, ?, ?, ?)""", assignment.run(), table.oid(), batch.rows(), repaired.rows());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        chunkSize.took(batch.expected(), took);
        tally.chunk(batch.rows(), repaired.rows(), 0, took);
    }

    /** All that is done with a chunk without mismatches. ACCESS SHARE on the table. */
    private Counted count(BlockRange blocks) {
        Counted counted = jdbc.queryForObject(
                """
                select count(*) as rows,
                       count(*) filter (where %s) as mismatches
                  from %s as t
                 where %s""".formatted(mismatch.ofAny("t"), table.name().sql(), BlockRange.contains("t")),
                (row, number) -> new Counted(row.getInt("rows"), row.getLong("mismatches")),
                blocks.parameters());
        if (counted == null) {
            throw new IllegalStateException("an aggregate without group by gives one row");
        }
        return counted;
    }

    /** Repairs the mismatches of a chunk, if that is asked for, and notes those that are left. */
    private Repaired handle(BlockBatch batch) {
        RowList found = new KeyPages(jdbc, table.name(), key).in(batch.blocks(), mismatch.ofAny("t"));
        if (found.size() == 0) {
            // The application has changed them since they were counted.
            return Repaired.NONE;
        }
        Object[] keys = found.all().parameters();
        Repaired repaired = assignment.has(RunOption.REPAIR) ? repair(keys, batch.later()) : Repaired.NONE;
        Object[] touched = key.isPlace() ? withPlaces(found, repaired) : keys;
        for (int column = 0; column < table.columns().size(); column++) {
            note(column, touched);
        }
        return repaired;
    }

    /** A row that was touched lies elsewhere now, and may be a mismatch still. */
    private static Object[] withPlaces(RowList found, Repaired repaired) {
        repaired.places().forEach(place -> found.add(List.of(place)));
        return found.all().parameters();
    }

    /** Writes the mismatches of one column into the ledger. ACCESS SHARE on the table. */
    private void note(int column, Object[] keys) {
        ColumnChange move = table.columns().get(column);
        jdbc.update(
                NOTE_MISMATCHES.formatted(
                        assignment.run(),
                        new Literal(table.name().sql()).sql(),
                        key.isPlace() ? key.texts("t") + ", left(t::text, 200)" : key.texts("t"),
                        new Literal(move.column().name()).sql(),
                        move.oldName(direction).sql(),
                        move.newName(direction).sql(),
                        table.name().sql(),
                        key.unnested(),
                        key.equalsUnnested("t"),
                        mismatch.of(column, "t")),
                keys);
    }

    private Repaired repair(Object[] keys, BlockRange later) {
        if (assignment.settings().filling().triggers() == Filling.OtherTriggers.SKIP) {
            jdbc.execute("set local session_replication_role = replica");
        }
        List<Object> parameters = new ArrayList<>(List.of(keys));
        parameters.addAll(List.of(later.parameters()));
        Repaired repaired = jdbc.queryForObject(
                COUNT_REPAIRED.formatted(repairStatement(), BlockRange.contains("repaired")),
                (row, number) -> new Repaired(row.getInt("rows"), row.getInt("met_again"), List.of((String[])
                        row.getArray("places").getArray())),
                parameters.toArray());
        return repaired == null ? Repaired.NONE : repaired;
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
        return REPAIR_ROWS.formatted(
                table.name().sql(),
                assignments,
                key.list("t"),
                key.unnested(),
                key.equalsUnnested("t"),
                mismatch.ofAny("t"),
                key.unnestedAlias());
    }
}
