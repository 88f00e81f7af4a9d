package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.TriggerFunctions;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.mirror.Mirror;
import io.pgretype.mirror.Witness;
import io.pgretype.rebind.VirtualColumns;
import io.pgretype.sequence.KeptNarrow;
import io.pgretype.twin.CarriedDefault;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TableObjects;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exchanges the columns, in the caller's transaction, under the caller's ACCESS EXCLUSIVE lock. */
final class Swap {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final TableUnderChange table;
    private final String change;
    private final List<TwinRecord> twins;
    private final List<TableObject> objects;
    private final Mirror mirror;
    private final Witness witness;
    private final List<String> keys;
    private final OldKey oldKey;
    private final NameSwap names;
    private final List<String> virtualColumns;
    private final RetiredConstraints retired;
    private final Defaults defaults;
    private final IdentityColumns identities;
    private final List<CarriedDefault> carried;
    private final List<String> refreshes;

    /**
     * @param until which columns the application writes until the swap
     * @param kept why a sequence is not widened
     */
    Swap(Ledger ledger, String change, TableUnderChange table, Direction until, KeptNarrow kept) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.plain = new PlainStatement(ledger.database());
        this.table = table;
        this.mirror = new Mirror(change, table);
        this.change = change;
        this.twins = ledger.twins().of(change, table);
        this.objects = new TableObjects(jdbc).of(table.oid());
        this.witness = new Witness(change, table);
        // A column of the primary key or of the replica identity can be no other than NOT NULL, so these come before
        // that goes.
        this.keys = new ArrayList<>(new PrimaryKeySwap(jdbc, table, twins).statements(until));
        keys.addAll(new ReplicaIdentitySwap(jdbc, table, twins).statements(until));
        this.oldKey = new OldKey(ledger.database(), table);
        this.names = new NameSwap(jdbc, table, twins);
        this.virtualColumns = VirtualColumns.statements(ledger.database(), table);
        this.retired = new RetiredConstraints(ledger.database(), change, table);
        this.defaults = new Defaults(ledger, change, table);
        this.carried = defaults.read(until);
        this.identities = new IdentityColumns(ledger.database(), table, until, kept);
        this.refreshes = new TriggerFunctions(jdbc, table.oid()).refreshes();
    }

    void forward() {
        ledger.twins().swapped(change, table, twins, objects);
        defaults.keep(carried);
        run(Stream.of(mirror.drop(Direction.FORWARD), witness.drop(Direction.FORWARD), defaults.take(carried)));
        identities.take();
        plain.runAll(keys);
        noteKeys();
        // The old column's values may become NULL from now on, and that must never fail the application's write.
        retired.retire();
        run(Stream.of(names.forward(), virtualColumns, defaults.give(carried)));
        identities.give();
        run(Stream.of(mirror.create(Direction.REVERSE), witness.create(Direction.REVERSE), refreshes));
    }

    void backward() {
        run(Stream.of(mirror.drop(Direction.REVERSE), witness.drop(Direction.REVERSE), defaults.take(carried)));
        // Which columns must be NOT NULL again is told by what goes after that.
        plain.runAll(oldKey.conclude());
        identities.take();
        plain.runAll(keys);
        forgetTwinKeys();
        run(Stream.of(names.backward(objects), virtualColumns, defaults.give(carried)));
        retired.giveBack();
        identities.give();
        run(Stream.of(mirror.create(Direction.FORWARD), witness.create(Direction.FORWARD), refreshes));
    }

    /** What there is to say of it once it is committed. */
    List<String> sentences() {
        return identities.sentences();
    }

    /** The primary key's twin was an index, and is a constraint now. */
    private void noteKeys() {
        for (TwinRecord twin : twins) {
            if (twin.kind() == TwinKind.PRIMARY_KEY) {
                new TableObjects(jdbc)
                        .of(table.oid()).stream()
                                .filter(object -> object.kind() == TwinKind.PRIMARY_KEY)
                                .forEach(object -> ledger.twins().made(change, table, twin, object));
            }
        }
        forgetRowsNoted();
    }

    /** The new columns' index goes with their primary key, and the spare one becomes the old columns': harden builds both again. */
    private void forgetTwinKeys() {
        twins.stream().filter(twin -> twin.kind().isOfPrimaryKey()).forEach(twin -> ledger.twins()
                .remove(change, table, twin));
        forgetRowsNoted();
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
