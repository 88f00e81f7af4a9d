package io.pgretype.keyset;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The ranges of blocks into which a run has divided a table, kept in the ledger with the file they are of: in another file,
 * which follows when somebody rewrites the table, other rows are in these blocks.
 */
public final class BlockRanges {

    private static final String NOTE_WALK = """
            insert into pgretype.walk (run, table_oid, by_block, reason, relfilenode)
            values (?, ?, ?, ?, ?)
            on conflict (run, table_oid) do update
               set by_block = excluded.by_block,
                   reason = excluded.reason,
                   relfilenode = excluded.relfilenode""";

    private final JdbcTemplate jdbc;
    private final Database database;

    public BlockRanges(Database database) {
        this.jdbc = database.template();
        this.database = database;
    }

    /**
     * Divides a file's first blocks into that many ranges, in place of those the run had.
     *
     * @param file as {@link #currentFile} was before the blocks were counted: what is rewritten in between must be noticed
     */
    public void divide(long run, TableUnderChange table, String reason, long file, long blocks, int wanted) {
        List<Object[]> ranges = new ArrayList<>();
        for (int number = 0; number < wanted; number++) {
            ranges.add(
                    new Object[] {run, table.oid(), number, blocks * number / wanted, blocks * (number + 1) / wanted});
        }
        database.runInTransaction(() -> {
            note(run, table, true, reason, file);
            jdbc.batchUpdate(
                    "insert into pgretype.block_range (run, table_oid, number, first, behind) values (?, ?, ?, ?, ?)",
                    ranges);
        });
    }

    /** Notes that the run does not walk by block, and forgets the ranges it had. */
    public void doWithout(long run, TableUnderChange table, String reason, long file) {
        database.runInTransaction(() -> note(run, table, false, reason, file));
    }

    private void note(long run, TableUnderChange table, boolean byBlock, String reason, long file) {
        jdbc.update(NOTE_WALK, run, table.oid(), byBlock, reason, file);
        jdbc.update("delete from pgretype.block_range where run = ? and table_oid = ?", run, table.oid());
    }

    /** The run's ranges by their numbers; none where it has not divided the table by blocks. */
    public List<BlockRange> of(long run, TableUnderChange table) {
        return jdbc.query(
                """
                select first, behind
                  from pgretype.block_range
                 where run = ?
                   and table_oid = ?
                 order by number""", (row, number) -> new BlockRange(row.getLong("first"), row.getLong("behind")), run, table.oid());
    }

    /** Part of the names of the run's partitions: blocks are of one file, in another one other rows lie there. */
    public String generation(long run, TableUnderChange table) {
        return "file%d-".formatted(file(run, table).orElse(0L));
    }

    /** The file that the run walks, its relfilenode; empty if it has not decided yet how it walks. */
    private Optional<Long> file(long run, TableUnderChange table) {
        return jdbc
                .queryForList(
                        "select relfilenode from pgretype.walk where run = ? and table_oid = ?",
                        Long.class,
                        run,
                        table.oid())
                .stream()
                .findFirst();
    }

    /** Whether that file is the table's no longer (VACUUM FULL, CLUSTER, pg_repack), or none was noted. */
    public boolean isRewritten(long run, TableUnderChange table) {
        return file(run, table).map(file -> file != currentFile(table)).orElse(true);
    }

    /** The relfilenode of now; 0 for a table that is gone. */
    public long currentFile(TableUnderChange table) {
        Long file = jdbc.queryForObject("select pg_relation_filenode(cast(? as oid))", Long.class, table.oid());
        return file == null ? 0 : file;
    }
}
