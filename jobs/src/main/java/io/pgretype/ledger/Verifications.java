package io.pgretype.ledger;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What verification found. */
public final class Verifications {

    private static final String TAKE_BACK_COUNTS = """
            insert into pgretype.compared_chunk (run, table_oid, rows_compared, rows_repaired)
            select run, table_oid, -sum(rows_compared), 0
              from pgretype.compared_chunk
             where run = :run
               -- An older release, which had one table a change, did not say of which.
               and table_oid in (:table, 0)
             group by run, table_oid""";

    private static final String CARRY_OVER = """
            insert into pgretype.verification (run, change, direction, rows_compared, mismatches, repaired, started_at)
            select :run, change, 'REVERSE', rows_compared, mismatches, 0, started_at
              from pgretype.verification
             where change = :change
               and direction = 'FORWARD'
             order by run desc
             limit 1""";

    private static final String LATEST = """
            select verification.run,
                   extract(epoch from clock_timestamp() - verification.started_at) * 1000 as age_ms,
                   verification.mismatches
              from pgretype.verification
             where verification.change = :change
               and verification.direction = :direction
               and verification.run >= :since
             order by verification.run desc
             limit 1""";

    private static final String CONCLUDE = """
            with result as (
                insert into pgretype.verification
                       (run, change, direction, rows_compared, mismatches, repaired, started_at)
                select run.id,
                       :change,
                       :direction,
                       (select coalesce(sum(rows_compared), 0) from pgretype.compared_chunk where run = :run),
                       (select count(*) from pgretype.mismatch where run = :run),
                       (select coalesce(sum(rows_repaired), 0) from pgretype.compared_chunk where run = :run),
                       run.started_at
                  from pgretype.run
                 where run.id = :run
                on conflict (run) do nothing
                returning run, mismatches)
            update pgretype.run
               set ended_at = clock_timestamp(),
                   outcome = 'FAILED'
              from result
             where run.id = result.run
               and result.mismatches > 0""";

    private static final String FIRST_MISMATCHES = """
            select format(
                       '%s %s: %s → %s',
                       array_to_string(row_key, ', '),
                       column_name,
                       coalesce(old_value, 'NULL'),
                       coalesce(new_value, 'NULL'))
              from pgretype.mismatch
             where run = :run
               and table_name = :table
             order by row_key, column_name
             limit :limit""";

    private static final String FOUND_BEFORE = """
            select count(*)
              from pgretype.mismatch as found
             where found.run = :run
               and found.table_name = :table
               and exists (
                   select
                     from pgretype.mismatch as before
                     join pgretype.verification
                       on verification.run = before.run
                    where verification.change = :change
                      and before.run < :run
                      and before.run > (select max(run)
                                          from pgretype.transition
                                         where change = :change
                                           and to_phase = 'EXPANDED')
                      and before.table_name = found.table_name
                      and before.row_key = found.row_key
                      and before.column_name = found.column_name)""";

    private final JdbcClient jdbc;

    Verifications(Database database) {
        this.jdbc = database.jdbc();
    }

    /**
     * The last verification that ended.
     *
     * @param age since it began, by the server's clock: what it saw is at least that old
     */
    public record Latest(long run, Duration age, long mismatches) {}

    public record Result(long run, long rowsCompared, long mismatches, long repaired) {}

    /**
     * Sums up a run's chunks and writes the result; repeating it changes nothing. A run that found mismatches is over with
     * that, whatever happens to its process: the same command compares again.
     */
    public Result conclude(String change, long run, Direction direction) {
        jdbc.sql(CONCLUDE)
                .param("change", change)
                .param("run", run)
                .param("direction", direction.name())
                .update();
        return jdbc.sql("""
                        select run, rows_compared, mismatches, repaired
                          from pgretype.verification
                         where run = :run""")
                .param("run", run)
                .query((row, number) -> new Result(
                        row.getLong("run"),
                        row.getLong("rows_compared"),
                        row.getLong("mismatches"),
                        row.getLong("repaired")))
                .single();
    }

    /**
     * Forgets what a run has compared and found in a table, as all its rows are compared again; what it repaired is
     * repaired. Chunks are only ever inserted: in a published ledger nobody could change or delete them, as they have no key.
     */
    public void startAgain(long run, TableUnderChange table) {
        jdbc.sql("delete from pgretype.mismatch where run = :run and table_name = :table")
                .param("run", run)
                .param("table", table.name().sql())
                .update();
        jdbc.sql(TAKE_BACK_COUNTS).param("run", run).param("table", table.oid()).update();
    }

    /** How many mismatches a run has found in a table. */
    public long mismatches(long run, TableUnderChange table) {
        return jdbc.sql("select count(*) from pgretype.mismatch where run = :run and table_name = :table")
                .param("run", run)
                .param("table", table.name().sql())
                .query(Long.class)
                .single();
    }

    /** The first of them, in words. */
    public List<String> first(long run, TableUnderChange table, int limit) {
        return jdbc.sql(FIRST_MISMATCHES)
                .param("run", run)
                .param("table", table.name().sql())
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /**
     * The swap changes names only, and what must hold of a row is the same before and after it: what was verified before
     * is verified after, as old as it is. Enough for contract, which drops the old values; what rollback brings back is worth
     * a look of its own. To be called in the swap's transaction, after the last look at the gates.
     *
     * @param run the cutover's; the mirrors that it has made are to be {@linkplain #markMirror marked} too
     */
    public void carryOver(String change, long run) {
        jdbc.sql(CARRY_OVER).param("change", change).param("run", run).update();
    }

    /** Notes how a table's mirror stands as a run begins; a run that goes on keeps its first mark. */
    public void markMirror(long run, TableUnderChange table, String mark) {
        jdbc.sql("""
                        insert into pgretype.mirror_mark (run, table_oid, mark)
                        values (:run, :table, :mark)
                        on conflict (run, table_oid) do nothing""")
                .param("run", run)
                .param("table", table.oid())
                .param("mark", mark)
                .update();
    }

    /** How a table's mirror stood when a run began; empty if an older release did not note it. */
    public Optional<String> mirrorMark(long run, TableUnderChange table) {
        return jdbc.sql("""
                        select mark
                          from pgretype.mirror_mark
                         where run = :run
                           and table_oid = :table""")
                .param("run", run)
                .param("table", table.oid())
                .query(String.class)
                .optional();
    }

    /**
     * Whether mismatches that were repaired by an earlier verification of the same expansion are there again.
     *
     * @return how many of the run's mismatches in a table were found before, on the same row
     */
    public long foundBefore(String change, long run, TableUnderChange table) {
        return jdbc.sql(FOUND_BEFORE)
                .param("change", change)
                .param("run", run)
                .param("table", table.name().sql())
                .query(Long.class)
                .single();
    }

    /** The last verification in that direction that ended; of those in reverse, the ones since cutover count. */
    public Optional<Latest> latest(String change, Direction direction) {
        return direction == Direction.FORWARD
                ? latest(change, direction, 0)
                : latest(change, direction, cutover(change) + 1);
    }

    /** The last one in reverse, be it the one that cutover {@linkplain #carryOver carried over}. */
    public Optional<Latest> latestOrCarriedOver(String change) {
        return latest(change, Direction.REVERSE, cutover(change));
    }

    /** The run that last swapped columns: later runs have higher numbers. */
    private long cutover(String change) {
        return jdbc.sql("""
                        select coalesce(max(run), 0)
                          from pgretype.transition
                         where change = :change
                           and (to_phase = 'CUT_OVER'
                                or from_phase = 'VERIFIED' and to_phase = 'PARTLY_CUT_OVER')""").param("change", change).query(Long.class).single();
    }

    private Optional<Latest> latest(String change, Direction direction, long since) {
        return jdbc.sql(LATEST)
                .param("change", change)
                .param("direction", direction.name())
                .param("since", since)
                .query((row, number) -> new Latest(
                        row.getLong("run"),
                        Duration.ofMillis((long) row.getDouble("age_ms")),
                        row.getLong("mismatches")))
                .optional();
    }

    /** Mismatches of the last verification; empty if there was none. */
    public Optional<Long> lastMismatches(String change) {
        return jdbc.sql("""
                        select mismatches
                          from pgretype.verification
                         where change = :change
                         order by run desc
                         limit 1""").param("change", change).query(Long.class).optional();
    }
}
