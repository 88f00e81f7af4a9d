package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.RowList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Walks a range of the table's blocks. Row versions that come later, here or elsewhere, are right already, thanks to the
 * mirror; so nothing is missed though rows move.
 */
final class BlockWalk implements Walk {

    /** Blocks a statement: a long one would hold back pruning. */
    private static final long BLOCKS_AT_A_TIME = 1_000;

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;
    private final BlockRange range;
    private final String isLeft;
    private final Supplier<Layout> layout;
    private final double rowsPerPage;

    BlockWalk(
            JdbcTemplate jdbc,
            TableUnderChange table,
            BlockRange range,
            String isLeft,
            Supplier<Layout> layout,
            double rowsPerPage) {
        this.jdbc = jdbc;
        this.table = table;
        this.range = range;
        this.isLeft = isLeft;
        this.layout = layout;
        this.rowsPerPage = rowsPerPage;
    }

    @Override
    public Address address() {
        return Address.PLACE;
    }

    @Override
    public @Nullable Window window(List<String> from, @Nullable List<String> begunUpTo) {
        long first = from.equals(BEGINNING) ? range.first() : Long.parseLong(from.get(0));
        if (first >= range.behind()) {
            return null;
        }
        Layout now = layout.get();
        long blocks = Math.max(1, (long) (now.windowRows() / Math.max(rowsPerPage, 1)));
        long last = Math.min(first + blocks, range.behind());
        RowList places = new RowList(1);
        long behind = first;
        // Statistics may be of another time: there may be many more rows than they say, and they must fit into memory.
        while (behind < last && places.size() < now.windowRows()) {
            long next = Math.min(behind + BLOCKS_AT_A_TIME, last);
            read(behind, next, places);
            behind = next;
        }
        return new Window(places, now.stripes(), List.of(Long.toString(behind)));
    }

    /** The places of the rows that are left. ACCESS SHARE. */
    private void read(long first, long behind, RowList into) {
        RowCallbackHandler add = row -> into.add(List.of(row.getString(1)));
        jdbc.query("""
                select t.ctid::text
                  from %s as t
                 where t.ctid >= ?::text::tid
                   and t.ctid < ?::text::tid
                   and (%s)""".formatted(table.name().sql(), isLeft), add, place(first), place(behind));
    }

    private static String place(long block) {
        return "(%d,0)".formatted(block);
    }
}
