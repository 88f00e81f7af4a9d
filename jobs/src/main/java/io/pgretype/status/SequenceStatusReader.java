package io.pgretype.status;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.SequencePositions.Noted;
import io.pgretype.sequence.Feed;
import io.pgretype.sequence.HeadRoom;
import io.pgretype.sequence.SequenceReader;
import io.pgretype.status.ChangeStatus.SequenceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many numbers are left for the columns of an open change. */
final class SequenceStatusReader {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final SequenceReader sequences;

    SequenceStatusReader(Ledger ledger) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.sequences = new SequenceReader(jdbc);
    }

    /** Of the columns that the application writes, which have their names in every phase. */
    List<SequenceStatus> of(LedgerEntry entry) {
        List<OfTable> feeds = entry.phase().isOver()
                ? List.of()
                : entry.tables().stream()
                        .flatMap(table -> feeds(table).stream().map(feed -> new OfTable(table, feed)))
                        .toList();
        if (feeds.isEmpty()) {
            return List.of();
        }
        Map<String, Noted> positions = ledger.sequencePositions().of(entry.change());
        return feeds.stream().map(one -> status(one.table, one.feed, positions)).toList();
    }

    private record OfTable(TableUnderChange table, Feed feed) {}

    private List<Feed> feeds(TableUnderChange table) {
        return sequences.feeds(
                table.oid(), table.columns().stream().map(ColumnChange::column).toList());
    }

    private SequenceStatus status(TableUnderChange table, Feed feed, Map<String, Noted> positions) {
        String name = feed.sequence().name().sql();
        Optional<HeadRoom> room = sequences.headRoom(feed);
        return new SequenceStatus(
                name,
                "%s.%s".formatted(table.name(), feed.column().sql()),
                room.map(HeadRoom::numbersLeft).orElse(null),
                room.flatMap(one -> daysLeft(one, positions.get(name))).orElse(null));
    }

    private Optional<Double> daysLeft(HeadRoom room, @Nullable Noted noted) {
        return noted == null ? Optional.empty() : room.daysLeft(noted.position(), Duration.between(noted.at(), now()));
    }

    /** By the server's clock, as the note is. */
    private Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }
}
