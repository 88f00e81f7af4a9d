package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.Key;
import io.pgretype.keyset.Keys;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows that a run has left out, in the ledger: noted in the transaction of the chunk that met them. */
final class LeftRows {

    /** With more, it is not the rows that are at fault, and each costs a dozen attempts. */
    private static final long MOST_FAILING = 1_000;

    private static final String NOTE_FAILING = """
            insert into pgretype.failing_row (run, table_oid, row_key, sqlstate, error)
            values (?, ?, ?, ?, left(?, 1000))
            on conflict (run, table_oid, row_key) do update
               set sqlstate = excluded.sqlstate,
                   error = excluded.error,
                   noted_at = clock_timestamp()""";

    private static final String FIRST_FAILING = """
            select format('%s: %s (SQLSTATE %s)', array_to_string(row_key, ', '), split_part(error, E'\\n', 1), sqlstate)
              from pgretype.failing_row
             where run = ?
               and table_oid = ?
             order by noted_at, row_key
             limit ?""";

    private final JdbcTemplate jdbc;
    private final long run;
    private final long table;

    LeftRows(JdbcTemplate jdbc, long run, TableUnderChange table) {
        this.jdbc = jdbc;
        this.run = run;
        this.table = table.oid();
    }

    /** Rows that others have locked, or that there was no time for in a chunk that met many failing ones. */
    void postpone(Collection<Key> keys) {
        for (Key key : keys) {
            jdbc.update("""
                    insert into pgretype.locked_row (run, table_oid, row_key)
                    values (?, ?, ?)
                    on conflict do nothing""", run, table, texts(key));
        }
    }

    List<Key> postponed() {
        return jdbc.query(
                "select row_key from pgretype.locked_row where run = ? and table_oid = ?",
                (row, number) -> Keys.of(row.getArray("row_key")),
                run,
                table);
    }

    void forgetPostponed(Collection<Key> keys) {
        jdbc.batchUpdate(
                "delete from pgretype.locked_row where run = ? and table_oid = ? and row_key = ?::text[]",
                keys.stream().map(key -> new Object[] {run, table, texts(key)}).toList());
    }

    /** @throws ProblemException {@code rows-failing} when there are too many to go on */
    void noteFailing(Key key, DataAccessException failure) {
        String message = String.valueOf(failure.getMostSpecificCause().getMessage());
        jdbc.update(NOTE_FAILING, run, table, texts(key), Fault.state(failure), message);
        if (countFailing() > MOST_FAILING) {
            throw new ProblemException(new Problem(
                    ProblemCode.ROWS_FAILING,
                    "backfill stopped: more than %d rows cannot be filled.".formatted(MOST_FAILING),
                    "the last by key %s: %s (SQLSTATE %s)"
                            .formatted(key, message.lines().findFirst().orElse(""), Fault.state(failure)),
                    "What was committed stays; the rest is open.",
                    "Remove the cause, then run the same command again; it goes on where it was."));
        }
    }

    List<Key> failing() {
        return jdbc.query(
                "select row_key from pgretype.failing_row where run = ? and table_oid = ?",
                (row, number) -> Keys.of(row.getArray("row_key")),
                run,
                table);
    }

    void forgetFailing(Key key) {
        jdbc.update(
                "delete from pgretype.failing_row where run = ? and table_oid = ? and row_key = ?::text[]",
                run,
                table,
                texts(key));
    }

    long countFailing() {
        Long count = jdbc.queryForObject(
                "select count(*) from pgretype.failing_row where run = ? and table_oid = ?", Long.class, run, table);
        return count == null ? 0 : count;
    }

    /** The first that were met, each with the first line of what the server said: others may show a row's values. */
    List<String> describeFailing(int limit) {
        return jdbc.queryForList(FIRST_FAILING, String.class, run, table, limit);
    }

    private static String[] texts(Key key) {
        return key.values().toArray(String[]::new);
    }
}
