package io.pgretype.ledger;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Expression;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows that the witness has noted as mismatches. Whether such a row is one still is looked up when somebody asks: the
 * application may have written it again, or deleted it, or a verification has repaired it.
 */
public final class Witnessed {

    /** More noted rows than can be looked up in a moment. */
    public static final long MOST = 10_000;

    private static final String ROW = Expression.ROW;

    /** Rows of the table, as {@link #ROW}, that were noted and are mismatches. ACCESS SHARE on the table. */
    private static final String STILL_MISMATCHES = """
              from (select distinct row_key
                      from pgretype.witnessed
                     where change = :change
                       and table_name = :table
                    offset 0) as noted
              join %s as %s
                on %s
             where %s""";

    /**
     * One snapshot sees the notes and the rows. A note that it sees is of a transaction whose row it sees too, as that
     * left it or later; a transaction that is still at work brings a note of its own.
     */
    private static final String FORGET_A_BATCH = """
            with batch as materialized (
                select id, row_key
                  from pgretype.witnessed
                 where change = :change
                   and table_name = :table
                   and id > :after
                 order by id
                 limit :most),
            wrong as materialized (
                select batch.id
                  from batch
                  join %s as %s
                    on %s
                 where %s),
            forgotten as (
                delete from pgretype.witnessed as noted
                 using batch
                 where noted.change = :change
                   and noted.id = batch.id
                   and batch.id not in (select id from wrong))
            select max(id)
              from batch""";

    private static final String STALE = """
            select count(distinct row_key)
              from pgretype.witnessed
             where change = :change
               and table_name = :table
               and not exists (
                   select
                     from unnest(:relations::oid[]) as relation (oid)
                    where row_key[2] = pg_relation_filenode(relation.oid)::text)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Database database;

    Witnessed(Database database) {
        this.jdbc = database.jdbc();
        this.template = database.template();
        this.database = database;
    }

    /**
     * How many of the noted rows are mismatches now, in the caller's transaction where there is one. With more than
     * {@link #MOST} of them, how many were noted.
     */
    public long count(String change, TableUnderChange table, Direction direction) {
        long noted = noted(change, table);
        if (noted == 0 || noted > MOST) {
            return noted;
        }
        return stale(change, table)
                + lookUp(change, table, direction, condition -> jdbc.sql(
                                "select count(*)\n%s".formatted(still(table, direction, condition)))
                        .param("change", change)
                        .param("table", table.name().sql())
                        .query(Long.class)
                        .single());
    }

    /** Of those noted by their places, the ones of a file that was rewritten since: where they are now nobody knows. */
    private long stale(String change, TableUnderChange table) {
        return table.key().isPlace()
                ? jdbc.sql(STALE)
                        .param("change", change)
                        .param("table", table.name().sql())
                        .param("relations", new PartitionTree(jdbc).oids(table))
                        .query(Long.class)
                        .single()
                : 0;
    }

    /** By what a note knows its row, as a list of texts, in the trigger: its key; without one, its place and whose file that is in. */
    public static String rowKey(TableUnderChange table, Direction direction) {
        String key = table.key(direction).texts("new");
        return table.key().isPlace() ? key + ", pg_catalog.pg_relation_filenode(tg_relid)::text" : key;
    }

    private static String isRow(TableUnderChange table, Direction direction, String note) {
        String isKey = table.key(direction).equalsTexts(ROW, note);
        return table.key().isPlace()
                ? "%s and (%s)[2] = pg_relation_filenode(%s.tableoid)::text".formatted(isKey, note, ROW)
                : isKey;
    }

    /** How many rows of a table were noted and not forgotten, whatever became of them. */
    public long noted(String change, TableUnderChange table) {
        return jdbc.sql("""
                        select count(distinct row_key)
                          from pgretype.witnessed
                         where change = :change
                           and table_name = :table""")
                .param("change", change)
                .param("table", table.name().sql())
                .query(Long.class)
                .single();
    }

    /** The keys of some that are mismatches now, in words. */
    public List<String> first(String change, TableUnderChange table, Direction direction, int limit) {
        return lookUp(change, table, direction, condition -> jdbc.sql("select %s\n%s\n limit :limit"
                        .formatted(
                                table.key().isPlace() ? "noted.row_key[1]" : "array_to_string(noted.row_key, ', ')",
                                still(table, direction, condition)))
                .param("change", change)
                .param("table", table.name().sql())
                .param("limit", limit)
                .query(String.class)
                .list());
    }

    /** Deletes the notes of rows that are right. Nobody waits for that. */
    public void forgetThoseThatAreRight(String change, TableUnderChange table, Direction direction) {
        Optional<Long> last = Optional.of(Long.MIN_VALUE);
        while (last.isPresent()) {
            long after = last.get();
            last = lookUp(change, table, direction, condition -> jdbc.sql(FORGET_A_BATCH.formatted(
                            table.name().sql(), ROW, isRow(table, direction, "batch.row_key"), condition))
                    .param("change", change)
                    .param("table", table.name().sql())
                    .param("after", after)
                    .param("most", MOST)
                    .query(Long.class)
                    .optional());
        }
    }

    /** All notes of a table, in the transaction that gives its key other types. */
    public void forget(String change, TableUnderChange table) {
        jdbc.sql("delete from pgretype.witnessed where change = :change and table_name = :table")
                .param("change", change)
                .param("table", table.name().sql())
                .update();
    }

    /** All notes of a change, when it ends. */
    public void forget(String change) {
        jdbc.sql("delete from pgretype.witnessed where change = :change")
                .param("change", change)
                .update();
    }

    private static String still(TableUnderChange table, Direction direction, String condition) {
        return STILL_MISMATCHES.formatted(table.name().sql(), ROW, isRow(table, direction, "noted.row_key"), condition);
    }

    private interface Question<T> {
        T ask(String condition);
    }

    /** What the condition calls is of the session in which it was prepared. */
    private <T> T lookUp(String change, TableUnderChange table, Direction direction, Question<T> question) {
        MismatchCondition condition = new MismatchCondition(change, table, direction);
        return database.inTransaction(() -> {
            condition.prepare(template);
            return question.ask(condition.ofAny(ROW));
        });
    }
}
