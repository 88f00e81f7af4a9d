package io.pgretype.plan;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.reference.NarrowReferences;
import io.pgretype.reference.References;
import io.pgretype.sequence.Feed;
import io.pgretype.sequence.HeadRoom;
import io.pgretype.sequence.KeptNarrow;
import io.pgretype.sequence.SequenceReader;
import io.pgretype.sequence.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many numbers are left for the columns, and what becomes of the sequences. */
final class SequenceNotice {

    private final SequenceReader sequences;
    private final KeptNarrow kept;
    private final Widening widening;

    /** @param tables all of the change */
    SequenceNotice(JdbcClient jdbc, List<TableUnderChange> tables) {
        this.sequences = new SequenceReader(jdbc);
        this.kept = new NarrowReferences(new ForeignKeys(jdbc), References.of(tables, jdbc));
        this.widening = new Widening(jdbc, tables, kept);
    }

    List<String> lines(TableUnderChange table) {
        List<String> lines = new ArrayList<>();
        for (ColumnChange column : table.columns()) {
            for (Feed feed : sequences.feeds(table.oid(), List.of(column.column()))) {
                lines.add("  - sequence %s of %s: %s; cutover %s"
                        .formatted(feed.sequence().name(), column.column(), left(feed), becomes(feed, table, column)));
            }
        }
        return lines;
    }

    private String left(Feed feed) {
        return sequences
                .headRoom(feed)
                .map(HeadRoom::numbersLeft)
                .map(left -> String.format(Locale.ROOT, "%,d numbers left", left))
                .orElse("how many numbers are left is not known");
    }

    private String becomes(Feed feed, TableUnderChange table, ColumnChange column) {
        if (feed.isIdentity()) {
            return "makes it again in the swap, at its position%s: currval in open sessions is gone."
                    .formatted(kept.because(table, column)
                            .map(reason -> ", and it still ends at %d, as %s"
                                    .formatted(feed.sequence().max(), reason))
                            .orElse(""));
        }
        Widening.Decision decision = widening.of(feed.sequence(), table, column);
        return decision.reason()
                .map(reason ->
                        "leaves it %s: %s.".formatted(feed.sequence().type().sql(), reason))
                .orElseGet(() -> decision.to() == feed.sequence().type()
                        ? "leaves it as it is."
                        : "makes it %s, after the swap.".formatted(decision.to().sql()));
    }
}
