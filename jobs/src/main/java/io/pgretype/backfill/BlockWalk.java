package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.BlockRange;
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
        return new Window(new BlockRows(first), from, layout.get());
    }

    private final class BlockRows implements WindowRows {

        private final RowList list = new RowList(1);
        private long behind;

        BlockRows(long first) {
            this.behind = first;
        }

        @Override
        public RowList list() {
            return list;
        }

        @Override
        public boolean readOn(int wanted) {
            long blocks = Math.max(1, (long) Math.ceil(wanted / Math.max(rowsPerPage, 1)));
            long next = Math.min(behind + Math.min(blocks, BLOCKS_AT_A_TIME), range.behind());
            read(behind, next, list);
            behind = next;
            return behind < range.behind();
        }

        /** The whole block again, of which only those rows will be read that are left. */
        @Override
        public List<String> before(int row) {
            String place = list.get(row).get(0);
            return List.of(place.substring(1, place.indexOf(',')));
        }

        @Override
        public List<String> end() {
            return List.of(Long.toString(behind));
        }
    }

    /** The places of the rows that are left. ACCESS SHARE. */
    private void read(long first, long behind, RowList into) {
        RowCallbackHandler add = row -> into.add(List.of(row.getString(1)));
        jdbc.query(
                """
                select t.ctid::text
                  from %s as t
                 where %s
                   and (%s)""".formatted(table.name().sql(), BlockRange.contains("t"), isLeft),
                add,
                new BlockRange(first, behind).parameters());
    }
}
