package io.pgretype.ledger;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Literal;
import io.pgretype.database.Database;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The values written after cutover that the old type cannot hold. The reverse mirror notes each row once, and a note is
 * never taken back: whether its row has such a value still is looked up when somebody asks. To delete a note while the
 * application writes could lose one, for a row that is made a misfit again meanwhile is not noted a second time.
 */
public final class Misfits {

    /** More notes than can be looked up in a moment. */
    public static final long MOST = 10_000;

    private static final String FIRST = """
            select format(
                       '%%s %%s: %%s',
                       %s,
                       misfit.column_name,
                       left(t.%s::text, 200))
            %s
             order by misfit.noted_at
             limit :limit""";

    private static final String STILL_MISFIT = """
             from (select row_key, column_name, noted_at
                     from pgretype.misfit
                    where change = :change
                      and table_name = :table
                      and column_name = :column
                   offset 0) as misfit
             join %1$s as t
               on %2$s
            where t.%3$s is null
              and %4$s""";

    private static final String IS_NOTED = """
            %1$s.%2$s is null
                   and exists (
                       select
                         from pgretype.misfit
                        where misfit.change = %3$s
                          and misfit.table_name = %4$s
                          and misfit.row_key = array[%5$s]
                          and misfit.column_name = %6$s)""";

    private final JdbcClient jdbc;

    Misfits(Database database) {
        this.jdbc = database.jdbc();
    }

    /**
     * How many values do not fit now, in the caller's transaction: those that the application has corrected or deleted
     * since do not count. With more than {@link #MOST} notes, and without a key to look them up, the number of notes. ACCESS
     * SHARE on the table.
     */
    public long count(String change, TableUnderChange table) {
        long noted = noted(change, table);
        if (noted == 0 || noted > MOST || table.key().isPlace()) {
            return noted;
        }
        long count = 0;
        for (ColumnChange move : table.columns()) {
            count += jdbc.sql("select count(*)\n%s".formatted(stillMisfit(table, move)))
                    .param("change", change)
                    .param("table", table.name().sql())
                    .param("column", move.column().name())
                    .query(Long.class)
                    .single();
        }
        return count;
    }

    /** How many of a table's values were noted since cutover, whatever became of them. */
    public long noted(String change, TableUnderChange table) {
        return jdbc.sql("select count(*) from pgretype.misfit where change = :change and table_name = :table")
                .param("change", change)
                .param("table", table.name().sql())
                .query(Long.class)
                .single();
    }

    /** The first of those that do not fit now, in words. ACCESS SHARE on the table. */
    public List<String> first(String change, TableUnderChange table, int limit) {
        List<String> first = new ArrayList<>();
        for (ColumnChange move : table.columns()) {
            first.addAll(jdbc.sql(FIRST.formatted(
                            table.key().isPlace() ? "t.ctid" : "array_to_string(misfit.row_key, ', ')",
                            move.newName(Direction.REVERSE).sql(),
                            stillMisfit(table, move)))
                    .param("change", change)
                    .param("table", table.name().sql())
                    .param("column", move.column().name())
                    .param("limit", limit - first.size())
                    .query(String.class)
                    .list());
        }
        return first;
    }

    /** With the old value NULL: where it is not, the value fits or is for verification to judge. */
    private static String stillMisfit(TableUnderChange table, ColumnChange move) {
        return STILL_MISFIT.formatted(
                table.name().sql(),
                table.key().isPlace()
                        ? "misfit.row_key = array[%s]".formatted(rowKey(table, move, "t"))
                        : table.key(Direction.REVERSE).equalsTexts("t", "misfit.row_key"),
                move.oldName(Direction.REVERSE).sql(),
                PlainStatement.withParameters(move.differs(Direction.REVERSE, "t")));
    }

    /**
     * The condition that the mirror has noted the value of the row known as {@code alias}, and that it is a misfit still:
     * known, and no mismatch.
     */
    public static String isNoted(String change, TableUnderChange table, ColumnChange move, String alias) {
        return IS_NOTED.formatted(
                alias,
                move.oldName(Direction.REVERSE).sql(),
                new Literal(change).sql(),
                new Literal(table.name().sql()).sql(),
                rowKey(table, move, alias),
                new Literal(move.column().name()).sql());
    }

    /**
     * By what a note knows its row, as a list of texts: its key; without one, the value that does not fit. A row has no place
     * yet when the mirror sees it; and another row with the same value does not fit either.
     */
    public static String rowKey(TableUnderChange table, ColumnChange move, String alias) {
        return table.key().isPlace()
                ? "pg_catalog.md5(%s.%s::text)"
                        .formatted(alias, move.newName(Direction.REVERSE).sql())
                : table.key(Direction.REVERSE).texts(alias);
    }

    public void forget(String change) {
        jdbc.sql("delete from pgretype.misfit where change = :change")
                .param("change", change)
                .update();
    }
}
