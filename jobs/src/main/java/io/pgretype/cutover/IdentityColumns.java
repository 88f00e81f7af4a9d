package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.lock.SequenceLock;
import io.pgretype.sequence.Feed;
import io.pgretype.sequence.IdentityReader;
import io.pgretype.sequence.IdentitySequence;
import io.pgretype.sequence.KeptNarrow;
import io.pgretype.sequence.NumberType;
import io.pgretype.sequence.Position;
import io.pgretype.sequence.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The identity of columns, which stays with the name that the application writes. Its sequence belongs to the column for good,
 * so it is made again on the other one, under the table's lock: nobody can insert meanwhile, and whoever has drawn from it by
 * name is waited for.
 */
final class IdentityColumns {

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final TableUnderChange table;
    private final Direction until;
    private final KeptNarrow kept;
    private final IdentityReader reader;
    private final boolean any;
    private final List<IdentitySequence> taken = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    /** @param until which columns the application writes until the swap */
    IdentityColumns(Database database, TableUnderChange table, Direction until, KeptNarrow kept) {
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.table = table;
        this.until = until;
        this.kept = kept;
        this.reader = new IdentityReader(jdbc);
        this.any = !feeds().isEmpty();
    }

    /** What a plan says of it. */
    List<String> planned() {
        List<String> statements = new ArrayList<>();
        for (Feed feed : feeds()) {
            statements.add(drop(feed));
            statements.add("-- the new column becomes generated %s as identity, from a sequence of the same name: %s"
                    .formatted(feed.identity().sql(), feed.sequence().name()));
        }
        return statements;
    }

    /** Takes it from the columns, before the names are swapped and NOT NULL goes. Each attempt begins with it. */
    void take() {
        taken.clear();
        sentences.clear();
        // Whether there is one is told by the table's fingerprint; how it is, only by its lock.
        for (Feed feed : any ? feeds() : List.<Feed>of()) {
            SequenceLock.take(jdbc, feed.sequence().name());
            taken.add(reader.read(feed));
            plain.run(drop(feed));
        }
    }

    /** Gives it to the columns that have the names after it; they must be NOT NULL. */
    void give() {
        for (IdentitySequence before : taken) {
            ColumnChange column = column(before);
            Sequence as = as(before.sequence(), column);
            plain.run(before.add(table.name(), column.column(), as));
            position(before.position(), as);
            Feed made = reader.feeds(table.oid(), List.of(column.column())).get(0);
            before.traits(reader.read(made)).forEach(plain::run);
        }
    }

    /** What there is to say once it is committed. */
    List<String> sentences() {
        return List.copyOf(sentences);
    }

    private List<Feed> feeds() {
        return reader.feeds(
                table.oid(), table.columns().stream().map(ColumnChange::column).toList());
    }

    private String drop(Feed feed) {
        return "alter table %s alter column %s drop identity"
                .formatted(table.name().sql(), feed.column().sql());
    }

    private ColumnChange column(IdentitySequence identity) {
        return table.columns().stream()
                .filter(column -> column.column().equals(identity.feed().column()))
                .findFirst()
                .orElseThrow();
    }

    /** Its type is the column's; one that is not to be widened keeps its limits all the same. */
    private Sequence as(Sequence before, ColumnChange column) {
        String type = until == Direction.FORWARD ? column.newTypeAlone() : column.oldType();
        Sequence as = before.as(NumberType.of(type).orElseThrow());
        Optional<String> reason = until == Direction.FORWARD ? kept.because(table, column) : Optional.empty();
        if (reason.isEmpty()) {
            return as;
        }
        sentences.add("sequence %s still ends at %d: %s.".formatted(before.name(), before.max(), reason.get()));
        return as.within(before);
    }

    /** One that is beyond the type must not go on there: PostgreSQL would give its numbers to the column cut to its size. */
    private void position(Position position, Sequence as) {
        long within = Math.max(as.min(), Math.min(as.max(), position.value()));
        boolean beyond = within != position.value();
        jdbc.sql("select setval(cast(:sequence as regclass), :value, :called)")
                .param("sequence", as.name().sql())
                .param("value", within)
                .param("called", beyond || position.called())
                .query(Long.class)
                .single();
        if (beyond) {
            sentences.add("sequence %s was at %d, beyond %s: it has no number left."
                    .formatted(as.name(), position.value(), as.type().sql()));
        }
    }
}
