package io.pgretype.keyset;

import io.pgretype.catalog.KeyColumns;
import io.pgretype.change.QualifiedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the keys of one partition in order, a page at a time. After a restart it goes on behind the last key of the
 * last chunk that was committed.
 */
public final class KeyReader implements ItemStreamReader<Key> {

    private static final String LAST = "last";

    private final JdbcTemplate jdbc;
    private final QualifiedName table;
    private final KeyColumns columns;
    private final KeyRange range;
    private final int pageSize;
    private final Deque<Key> page = new ArrayDeque<>();

    private @Nullable Key last;
    private boolean atEnd;

    public KeyReader(JdbcTemplate jdbc, QualifiedName table, KeyColumns columns, KeyRange range, int pageSize) {
        this.jdbc = jdbc;
        this.table = table;
        this.columns = columns;
        this.range = range;
        this.pageSize = pageSize;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void open(ExecutionContext context) {
        List<String> resumed = (List<String>) context.get(LAST);
        last = resumed != null ? new Key(resumed) : range.after();
    }

    /** Called in the chunk's transaction, after its rows were written. */
    @Override
    public void update(ExecutionContext context) {
        if (last != null) {
            context.put(LAST, new ArrayList<>(last.values()));
        }
    }

    @Override
    public @Nullable Key read() {
        if (page.isEmpty() && !atEnd) {
            page.addAll(nextPage());
            atEnd = page.size() < pageSize;
        }
        Key next = page.poll();
        if (next != null) {
            last = next;
        }
        return next;
    }

    /** The table's first keys in order, that many or fewer. */
    public static List<Key> first(JdbcTemplate jdbc, QualifiedName table, KeyColumns columns, int limit) {
        return jdbc.query(
                """
                select %s
                  from %s as t
                 order by %s
                 limit ?""".formatted(columns.texts("t"), table.sql(), columns.list("t")),
                (row, number) -> Keys.read(row, columns.size()),
                limit);
    }

    /** A page of keys by the index of the key; ACCESS SHARE. */
    private List<Key> nextPage() {
        List<Object> parameters = new ArrayList<>();
        String after = "true";
        if (last != null) {
            after = columns.compare("t", ">");
            parameters.addAll(last.values());
        }
        parameters.addAll(range.upTo().values());
        parameters.add(pageSize);
        return jdbc.query(
                """
                select %s
                  from %s as t
                 where %s
                   and %s
                 order by %s
                 limit ?""".formatted(columns.texts("t"), table.sql(), after, columns.compare("t", "<="), columns.list("t")),
                (row, number) -> Keys.read(row, columns.size()),
                parameters.toArray());
    }
}
