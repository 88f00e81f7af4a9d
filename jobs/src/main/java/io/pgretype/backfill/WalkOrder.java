package io.pgretype.backfill;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KeyColumn;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Filling;
import io.pgretype.change.Unit;
import io.pgretype.keyset.TableSize;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * In which order a table is walked.
 *
 * @param byBlock by the blocks of its file rather than by its key
 * @param reason why, in words
 */
public record WalkOrder(boolean byBlock, String reason) {

    /** With less, neighbours in the key's order are seldom neighbours in the table. */
    private static final double CORRELATED = 0.9;

    private static final String CORRELATION = """
            select correlation::double precision
              from pg_stats
             where schemaname = ?
               and tablename = ?
               and attname = ?
               and not inherited
               and correlation is not null""";

    /** As the change's author wishes; else the better one for such a table on such a server. */
    public static WalkOrder choose(JdbcTemplate jdbc, TableUnderChange table, Filling.Order wish) {
        if (table.key().isPlace()) {
            return new WalkOrder(true, "the table has no key");
        }
        if (wish != Filling.Order.AUTO) {
            return new WalkOrder(
                    wish == Filling.Order.BLOCK,
                    "the change file says order: " + wish.name().toLowerCase(Locale.ROOT));
        }
        KeyColumn leading = table.key(Direction.FORWARD).columns().get(0);
        Double correlation = correlation(jdbc, table, leading);
        if (correlation != null && Math.abs(correlation) >= CORRELATED) {
            return new WalkOrder(
                    false, "rows lie in the order of %s (correlation %.2f)".formatted(leading.name(), correlation));
        }
        String stored = correlation == null
                ? "how rows lie is not known (no statistics of %s)".formatted(leading.name())
                : "rows do not lie in the order of %s (correlation %.2f)".formatted(leading.name(), correlation);
        ServerMemory memory = ServerMemory.of(jdbc);
        long bytes = TableSize.of(jdbc, table.oid()).pages() * memory.blockBytes();
        String against = "its %s against shared_buffers %s and %s of WAL between checkpoints"
                .formatted(
                        Unit.BYTES.text(bytes),
                        Unit.BYTES.text(memory.sharedBuffers()),
                        Unit.BYTES.text(memory.walBetweenCheckpoints()));
        return bytes <= memory.small()
                ? new WalkOrder(false, "%s, but the table is small: %s".formatted(stored, against))
                : new WalkOrder(true, "%s: %s".formatted(stored, against));
    }

    /** As plan and status say it. */
    public String text() {
        return "by %s: %s".formatted(byBlock ? "block" : "key", reason);
    }

    private static @Nullable Double correlation(JdbcTemplate jdbc, TableUnderChange table, KeyColumn column) {
        return jdbc
                .query(
                        CORRELATION,
                        (row, number) -> row.getDouble(1),
                        table.name().schema().name(),
                        table.name().name().name(),
                        column.name().name())
                .stream()
                .findFirst()
                .orElse(null);
    }
}
