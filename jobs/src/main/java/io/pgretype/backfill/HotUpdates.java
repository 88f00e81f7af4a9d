package io.pgretype.backfill;

import io.pgretype.catalog.TableUnderChange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Watches whether updates stay in their pages, so that no index has to be touched: what stripes are for. */
final class HotUpdates {

    /** Of neighbouring rows filled at once: with that share, there is room in the pages already. */
    private static final double ROOM_ENOUGH = 0.8;

    private static final String HAS_INDEX = """
            select exists (
                select
                  from pg_index as index
                  join pg_attribute as attribute
                    on attribute.attrelid = index.indrelid
                   and attribute.attnum = any (index.indkey)
                 where index.indrelid = ?
                   and attribute.attname = any (?))""";

    private static final String COUNT = """
            select pg_stat_get_xact_tuples_updated(?) as updated,
                   pg_stat_get_xact_tuples_hot_updated(?) as hot""";

    private final JdbcTemplate jdbc;
    private final long table;
    private final String[] newColumns;
    private final Supplier<Optional<String>> holder;

    private @Nullable String inOrder;
    private final HotShare share = new HotShare();
    private @Nullable String rare;

    /** @param holder who keeps old row versions from being removed, and for how long already; empty if nobody does */
    HotUpdates(JdbcTemplate jdbc, TableUnderChange table, Supplier<Optional<String>> holder) {
        this.jdbc = jdbc;
        this.table = table.oid();
        this.newColumns = table.columns().stream()
                .map(column -> column.newColumn().name())
                .toArray(String[]::new);
        this.holder = holder;
    }

    /** Updates that a session has made and not reported yet. */
    record Count(long updated, long hot) {
        Count minus(Count earlier) {
            return new Count(updated - earlier.updated, hot - earlier.hot);
        }
    }

    /** Of the session of the caller's transaction; growing until the transaction's end. */
    Count read() {
        Count count = jdbc.queryForObject(
                COUNT, (row, number) -> new Count(row.getLong("updated"), row.getLong("hot")), table, table);
        return count == null ? new Count(0, 0) : count;
    }

    /** What became of neighbouring rows that were filled at once. */
    synchronized void sampled(Count sample) {
        if (sample.updated > 0 && sample.hot >= sample.updated * ROOM_ENOUGH) {
            inOrder = "there is room in their pages (%d %% of a sample stayed in place)"
                    .formatted(100 * sample.hot / sample.updated);
        }
    }

    /**
     * What became of the rows of a chunk.
     *
     * @param firstVisits how many of them were the first of their page, which had no room for them
     */
    synchronized void counted(Count chunk, int firstVisits) {
        if (share.counted(chunk, firstVisits)) {
            OptionalLong percent = share.rarePercent();
            rare = percent.isEmpty()
                    ? null
                    : "only %d %% of the updates stay in their page: %s"
                            .formatted(
                                    percent.getAsLong(),
                                    holder.get()
                                            .map("%s keeps old row versions from being removed"::formatted)
                                            .orElse("the pages have no room"));
        }
    }

    /**
     * Whether stripes are worth their cost. Where somebody keeps old row versions they gain nothing and cost nothing; but
     * an index on the new column, which no update can leave alone, makes them cost half as much again.
     */
    synchronized boolean worthStriping() {
        if (inOrder == null && Boolean.TRUE.equals(jdbc.queryForObject(HAS_INDEX, Boolean.class, table, newColumns))) {
            inOrder = "an index on the new column lets none stay in its page";
        }
        return inOrder == null;
    }

    /** What there is to say of it; null if rows stay in their pages. */
    synchronized @Nullable String remark() {
        return inOrder == null ? rare : "fills rows in their order, as " + inOrder;
    }
}
