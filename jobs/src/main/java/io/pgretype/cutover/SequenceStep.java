package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.WidenedSequences.Before;
import io.pgretype.lock.LockMode;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.LockedTransaction.Committed;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.reference.References;
import io.pgretype.sequence.Feed;
import io.pgretype.sequence.NumberType;
import io.pgretype.sequence.Sequence;
import io.pgretype.sequence.SequenceReader;
import io.pgretype.sequence.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets the sequences of a table's columns follow, after its swap: type and ownership. Identity columns have theirs by then.
 *
 * <p>Each in a transaction of its own, and not in the swap: whoever has drawn a number holds the sequence until the end of his
 * transaction, and often draws before he inserts. Looks at the catalog for what is left to do, so it may be repeated.
 */
final class SequenceStep {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PhaseCommand command;
    private final Assignment assignment;
    private final SequenceReader reader;
    private final Widening widening;
    private final LockedTransaction locked;
    private final RecordedLocks locks;

    /** @param tables all of the change */
    SequenceStep(Ledger ledger, PhaseCommand command, Assignment assignment, List<TableUnderChange> tables) {
        this.command = command;
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.assignment = assignment;
        this.reader = new SequenceReader(jdbc);
        this.widening = new Widening(
                jdbc,
                tables,
                new References(ledger).keptNarrow(assignment.change().name(), tables));
        this.locked = new LockedTransaction(ledger.database());
        this.locks = RecordedLocks.beside(ledger, assignment);
    }

    /** What a plan says of it. */
    static List<String> planned(JdbcClient jdbc, TableUnderChange table) {
        return new SequenceReader(jdbc)
                        .feeds(
                                table.oid(),
                                table.columns().stream()
                                        .map(ColumnChange::column)
                                        .toList())
                        .stream()
                        .filter(feed -> !feed.isIdentity())
                        .map(feed ->
                                "-- in a transaction of its own, under its own lock: alter sequence %s, which gets type and owner"
                                        .formatted(feed.sequence().name()))
                        .toList();
    }

    void afterCutover(TableUnderChange table) {
        for (ColumnChange column : table.columns()) {
            for (Feed feed : feeds(table, column, ColumnChange::oldColumn)) {
                Widening.Decision decision = widening.of(feed.sequence(), table, column);
                decision.reason().ifPresent(reason -> stays(feed.sequence(), reason));
                boolean moves = feed.column().equals(column.oldColumn());
                boolean widens = decision.to() != feed.sequence().type();
                if (moves || widens) {
                    run(feed.sequence(), use -> {
                        List<String> done = new ArrayList<>();
                        if (widens) {
                            done.add(widen(feed.sequence(), decision.to()));
                        }
                        if (moves) {
                            done.add(give(feed.sequence(), table, column));
                        }
                        return done;
                    });
                }
            }
        }
    }

    void afterRollback(TableUnderChange table) {
        for (ColumnChange column : table.columns()) {
            for (Feed feed : feeds(table, column, ColumnChange::newColumn)) {
                Optional<Before> before =
                        ledger.widenedSequences().of(change(), feed.sequence().oid());
                boolean moves = feed.column().equals(column.newColumn());
                if (moves || before.isPresent()) {
                    run(feed.sequence(), use -> {
                        List<String> done = new ArrayList<>();
                        before.ifPresent(one -> done.addAll(narrow(feed.sequence(), one)));
                        if (moves) {
                            done.add(give(feed.sequence(), table, column));
                        }
                        return done;
                    });
                }
            }
        }
    }

    /** Of the column under its own name, and those that still belong to the other one; the latter once. */
    private List<Feed> feeds(TableUnderChange table, ColumnChange column, Function<ColumnChange, Identifier> other) {
        List<Feed> all = reader.feeds(table.oid(), List.of(column.column(), other.apply(column))).stream()
                .filter(feed -> !feed.isIdentity())
                .toList();
        List<Long> others = all.stream()
                .filter(feed -> feed.column().equals(other.apply(column)))
                .map(feed -> feed.sequence().oid())
                .toList();
        return all.stream()
                .filter(feed -> feed.column().equals(other.apply(column))
                        || !others.contains(feed.sequence().oid()))
                .toList();
    }

    private String widen(Sequence seen, NumberType to) {
        Sequence before = reader.sequence(seen.oid());
        ledger.widenedSequences()
                .keep(change(), before.oid(), new Before(before.type().sql(), before.min(), before.max()));
        alter(before, "as " + to.sql());
        return "is %s now".formatted(to.sql());
    }

    private String give(Sequence sequence, TableUnderChange table, ColumnChange column) {
        alter(
                sequence,
                "owned by %s.%s".formatted(table.name().sql(), column.column().sql()));
        return "belongs to %s.%s".formatted(table.name(), column.column().sql());
    }

    /** What has given out a number that the old type does not have stays as it is. */
    private List<String> narrow(Sequence sequence, Before before) {
        long position = reader.position(sequence.name()).value();
        if (position < before.min() || position > before.max()) {
            return List.of("stays %s, for it is at %d, and %s ends at %d"
                    .formatted(sequence.type().sql(), position, before.type(), before.max()));
        }
        alter(sequence, "as %s minvalue %d maxvalue %d".formatted(before.type(), before.min(), before.max()));
        ledger.widenedSequences().forget(change(), sequence.oid());
        return List.of("is %s again".formatted(before.type()));
    }

    private void alter(Sequence sequence, String action) {
        jdbc.sql("alter sequence %s %s".formatted(sequence.name().sql(), action))
                .update();
    }

    private void run(Sequence sequence, LockedTransaction.Work<List<String>> work) {
        assignment.activity().doing("sequence " + sequence.name());
        Committed<List<String>> committed = locked.run(
                assignment.lockRequest(command.text(), sequence.name()).in(LockMode.SEQUENCE), work, locks);
        assignment.say("sequence %s %s; %s."
                .formatted(sequence.name(), String.join(" and ", committed.result()), committed.text()));
    }

    private void stays(Sequence sequence, String reason) {
        assignment.say("sequence %s stays %s: %s."
                .formatted(sequence.name(), sequence.type().sql(), reason));
    }

    private String change() {
        return assignment.change().name();
    }
}
