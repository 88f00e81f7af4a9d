package io.pgretype.keyset;

import io.pgretype.catalog.KeyColumns;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Reads keys in order, by the key's index. ACCESS SHARE, in short statements: a long one would hold back pruning. */
public final class KeyPages {

    /** Keys a statement. */
    private static final int PAGE = 50_000;

    private static final String ROWS_OF_PAGE = """
            select %s
              from %s as t
             where %s
               and %s
               and (%s)
             order by %s
             limit ?""";

    private final JdbcTemplate jdbc;
    private final QualifiedName table;
    private final KeyColumns columns;

    public KeyPages(JdbcTemplate jdbc, QualifiedName table, KeyColumns columns) {
        this.jdbc = jdbc;
        this.table = table;
        this.columns = columns;
    }

    /** A list for keys of this table. */
    public RowList none() {
        return new RowList(columns.size());
    }

    /**
     * The next keys of a range.
     *
     * @param after the key after which to begin, null for the table's beginning
     * @param condition which rows of {@code t} count; {@code true} for all
     * @return that many or, at the range's end, fewer
     */
    public RowList read(@Nullable Key after, Key upTo, String condition, int limit) {
        RowList keys = none();
        read(after, upTo, condition, limit, keys);
        return keys;
    }

    /**
     * Adds the next keys of a range to others.
     *
     * @return how many: that many or, at the range's end, fewer
     */
    public int read(@Nullable Key after, Key upTo, String condition, int limit, RowList into) {
        int first = into.size();
        Key last = after;
        int asked;
        int before;
        do {
            before = into.size();
            asked = Math.min(PAGE, limit - (before - first));
            readPage(last, upTo, condition, asked, into);
            last = into.size() == before ? last : new Key(into.get(into.size() - 1));
        } while (into.size() - before == asked && into.size() - first < limit);
        return into.size() - first;
    }

    /** The table's first keys in order, that many or fewer. */
    public RowList first(int limit) {
        RowList keys = none();
        jdbc.query("""
                select %s
                  from %s as t
                 order by %s
                 limit ?""".formatted(columns.texts("t"), table.sql(), columns.list("t")), adding(keys), limit);
        return keys;
    }

    /** The keys of the rows of these blocks for which the condition on {@code t} holds, in any order. */
    public RowList in(BlockRange blocks, String condition) {
        RowList keys = none();
        jdbc.query(
                """
                select %s
                  from %s as t
                 where %s
                   and (%s)""".formatted(columns.texts("t"), table.sql(), BlockRange.contains("t"), condition),
                adding(keys),
                blocks.parameters());
        return keys;
    }

    private void readPage(@Nullable Key after, Key upTo, String condition, int limit, RowList into) {
        List<Object> parameters = new ArrayList<>();
        if (after != null) {
            parameters.addAll(after.values());
        }
        parameters.addAll(upTo.values());
        parameters.add(limit);
        jdbc.query(
                ROWS_OF_PAGE.formatted(
                        columns.texts("t"),
                        table.sql(),
                        after == null ? "true" : columns.compare("t", ">"),
                        columns.compare("t", "<="),
                        condition,
                        columns.list("t")),
                adding(into),
                parameters.toArray());
    }

    private RowCallbackHandler adding(RowList keys) {
        return row -> keys.add(Keys.read(row, columns.size()).values());
    }
}
