package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.Witness;
import io.pgretype.rebind.VirtualColumns;
import io.pgretype.sequence.KeptNarrow;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exchanges the columns, in the caller's transaction, under the caller's ACCESS EXCLUSIVE lock. */
final class Swap {

    private final Ledger ledger;
    private final PlainStatement plain;
    private final TableUnderChange table;
    private final String change;
    private final Mirror mirror;
    private final Witness witness;
    private final List<PartSwap> parts;
    private final PartitionedKey partitionedKey;
    private final OldKey oldKey;
    private final List<String> virtualColumns;
    private final IdentityColumns identities;

    /**
     * @param until which columns the application writes until the swap
     * @param kept why a sequence is not widened
     */
    Swap(Ledger ledger, String change, TableUnderChange table, Direction until, KeptNarrow kept) {
        JdbcClient jdbc = ledger.database().jdbc();
        this.ledger = ledger;
        this.plain = new PlainStatement(ledger.database());
        this.table = table;
        this.mirror = new Mirror(change, table);
        this.change = change;
        this.witness = new Witness(change, table);
        List<Part> all = new PartitionTree(jdbc).parts(table);
        this.parts = all.stream()
                .map(part -> new PartSwap(ledger, change, part, until))
                .toList();
        this.partitionedKey = new PartitionedKey(jdbc, all, until);
        this.oldKey = new OldKey(ledger.database(), table);
        this.virtualColumns = VirtualColumns.statements(
                ledger.database(),
                table,
                until == Direction.REVERSE ? ledger.rebound().of(change) : List.of());
        this.identities = new IdentityColumns(ledger.database(), table, until, kept);
    }

    void forward() {
        parts.forEach(PartSwap::keep);
        run(Stream.of(mirror.drop(Direction.FORWARD), witness.drop(Direction.FORWARD)));
        runOfEach(PartSwap::takeDefaults);
        identities.take();
        exchangeKeys();
        parts.forEach(PartSwap::noteKeys);
        forgetRowsNoted();
        // The old column's values may become NULL from now on, and that must never fail the application's write.
        parts.forEach(PartSwap::retire);
        parts.forEach(PartSwap::nameNotNull);
        plain.runAll(table.renamesAtCutover());
        runOfEach(part -> part.renames(Direction.FORWARD));
        plain.runAll(virtualColumns);
        runOfEach(PartSwap::giveDefaults);
        identities.give();
        run(Stream.of(mirror.create(Direction.REVERSE), witness.create(Direction.REVERSE), refreshes()));
    }

    void backward() {
        run(Stream.of(mirror.drop(Direction.REVERSE), witness.drop(Direction.REVERSE)));
        runOfEach(PartSwap::takeDefaults);
        // Which columns must be NOT NULL again is told by what goes after that.
        plain.runAll(oldKey.conclude());
        identities.take();
        exchangeKeys();
        parts.forEach(PartSwap::forgetKeys);
        forgetRowsNoted();
        plain.runAll(table.renamesAtRollback());
        runOfEach(part -> part.renames(Direction.REVERSE));
        plain.runAll(virtualColumns);
        runOfEach(PartSwap::giveDefaults);
        parts.forEach(PartSwap::giveBack);
        identities.give();
        run(Stream.of(mirror.create(Direction.FORWARD), witness.create(Direction.FORWARD), refreshes()));
    }

    private void exchangeKeys() {
        plain.runAll(partitionedKey.makeWithoutPartitions());
        runOfEach(PartSwap::exchangeKeys);
        plain.runAll(partitionedKey.attachPartitions());
    }

    private List<String> refreshes() {
        return parts.stream()
                .flatMap(part -> part.refreshes().stream())
                .distinct()
                .toList();
    }

    private void runOfEach(Function<PartSwap, List<String>> statements) {
        plain.runAll(
                parts.stream().flatMap(part -> statements.apply(part).stream()).toList());
    }

    /** What there is to say of it once it is committed. */
    List<String> sentences() {
        return identities.sentences();
    }

    /**
     * Rows were noted by keys of a type that they do not have any more. Those that were wrong would have stopped cutover; after
     * rollback all rows are compared before the next.
     */
    private void forgetRowsNoted() {
        if (table.keyMoves()) {
            ledger.witnessed().forget(change, table);
        }
    }

    private void run(Stream<List<String>> statements) {
        plain.runAll(statements.flatMap(List::stream).toList());
    }

    /** For people: {@code public.file.size, public.file.name}. */
    static String columns(List<TableUnderChange> tables) {
        return tables.stream()
                .flatMap(table ->
                        table.columns().stream().map(ColumnChange::column).map(column -> table.name() + "." + column))
                .collect(Collectors.joining(", "));
    }
}
