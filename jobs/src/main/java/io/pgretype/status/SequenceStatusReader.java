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
import java.util.ArrayList;
import java.util.List;
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
        List<SequenceStatus> all = new ArrayList<>();
        if (entry.phase().isOver()) {
            return all;
        }
        for (TableUnderChange table : entry.tables()) {
            for (Feed feed : sequences.feeds(
                    table.oid(),
                    table.columns().stream().map(ColumnChange::column).toList())) {
                all.add(status(entry, table, feed));
            }
        }
        return all;
    }

    private SequenceStatus status(LedgerEntry entry, TableUnderChange table, Feed feed) {
        String name = feed.sequence().name().sql();
        Optional<HeadRoom> room = sequences.headRoom(feed);
        return new SequenceStatus(
                name,
                "%s.%s".formatted(table.name(), feed.column().sql()),
                room.map(HeadRoom::numbersLeft).orElse(null),
                room.flatMap(one -> daysLeft(
                                one,
                                ledger.sequencePositions().of(entry.change()).get(name)))
                        .orElse(null));
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
