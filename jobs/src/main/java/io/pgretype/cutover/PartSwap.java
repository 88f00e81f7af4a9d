package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.TriggerFunctions;
import io.pgretype.ledger.AttachedTwins.Attached;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.twin.CarriedDefault;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TableObjects;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one relation of a table has of its own, and exchanges in the swap: the table itself, or one of its partitions. */
final class PartSwap {

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final String change;
    private final Part part;
    private final TableUnderChange table;
    private final List<Attached> attached;
    private final List<TwinRecord> twins;
    private final List<TableObject> objects;
    private final List<String> keys;
    private final NameSwap names;
    private final RetiredConstraints retired;
    private boolean retires;
    private final Defaults defaults;
    private final List<CarriedDefault> carried;
    private final List<String> refreshes;

    /**
     * Reads what can be read before the lock is asked for.
     *
     * @param until which columns the application writes until the swap
     */
    PartSwap(Ledger ledger, String change, Part part, Direction until) {
        this(
                ledger,
                change,
                part,
                until,
                ledger.twins().of(change, part.table()),
                until == Direction.FORWARD ? ledger.attachedTwins().unknown(change, part) : List.of());
        retires = retired.areConcerned();
    }

    /** For the plan, before there is a ledger. */
    static PartSwap planned(Ledger ledger, String change, Part part, List<TwinRecord> twins) {
        return new PartSwap(ledger, change, part, Direction.FORWARD, twins, List.of());
    }

    /** @param attached those that are not noted yet */
    private PartSwap(
            Ledger ledger, String change, Part part, Direction until, List<TwinRecord> noted, List<Attached> attached) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.change = change;
        this.part = part;
        this.table = part.table();
        this.attached = List.copyOf(attached);
        this.twins = Stream.concat(noted.stream(), attached.stream().map(Attached::record))
                .toList();
        this.objects = new TableObjects(jdbc).of(table.oid());
        this.keys = new ArrayList<>(new PrimaryKeySwap(jdbc, table, twins).statements(until));
        keys.addAll(new ReplicaIdentitySwap(jdbc, table, twins).statements(until));
        this.names = new NameSwap(jdbc, table, twins);
        this.retired = new RetiredConstraints(ledger.database(), change, table);
        this.defaults = new Defaults(ledger, change, part);
        this.carried = defaults.read(until);
        this.refreshes = new TriggerFunctions(jdbc, table.oid()).refreshes();
    }

    /** For the way back. */
    void keep() {
        attached.forEach(twin -> ledger.attachedTwins().adopt(change, part, twin));
        ledger.twins()
                .swapped(change, table, twins, attached.isEmpty() ? objects : new TableObjects(jdbc).of(table.oid()));
        defaults.keep(carried);
        if (retires) {
            retired.keep();
        }
    }

    List<String> takeDefaults() {
        return defaults.take(carried);
    }

    List<String> giveDefaults() {
        return defaults.give(carried);
    }

    /**
     * The primary key and the replica identity go to the other columns. A column of theirs can be no other than NOT NULL, so this
     * comes before that goes.
     */
    List<String> exchangeKeys() {
        return keys;
    }

    /** The primary key's twin was an index, and is a constraint now. */
    void noteKeys() {
        for (TwinRecord twin : twins) {
            if (twin.kind() == TwinKind.PRIMARY_KEY) {
                new TableObjects(jdbc)
                        .of(table.oid()).stream()
                                .filter(object -> object.kind() == TwinKind.PRIMARY_KEY)
                                .forEach(object -> ledger.twins().made(change, table, twin, object));
            }
        }
    }

    /** The new columns' index goes with their primary key, and the spare one becomes the old columns': harden builds both again. */
    void forgetKeys() {
        twins.stream().filter(twin -> twin.kind().isOfPrimaryKey()).forEach(twin -> ledger.twins()
                .remove(change, table, twin));
    }

    /** After that of what it is a partition of. */
    void retire() {
        if (retires) {
            retired.retire();
        }
    }

    /** When all are retired. */
    void nameNotNull() {
        if (retires) {
            retired.nameNotNull();
        }
    }

    void giveBack() {
        if (retires) {
            retired.giveBack();
        }
    }

    List<String> renames(Direction until) {
        return until == Direction.FORWARD ? names.forward() : names.backward(objects);
    }

    /** See {@link TriggerFunctions}. */
    List<String> refreshes() {
        return refreshes;
    }
}
