package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.TableChange;
import io.pgretype.compare.WitnessCheck;
import io.pgretype.cutover.SessionsOnTable.Holder;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.TwinNames;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.preflight.BoundObjects;
import io.pgretype.preflight.Preflight;
import io.pgretype.problem.Problem;
import io.pgretype.reference.ReferenceCheck;
import io.pgretype.twin.TwinCheck;
import io.pgretype.twin.TwinReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must hold before the columns may be swapped, all that does not reported at once.
 *
 * <p>The definition, the mirror, the twins and what preflight looks at are in the table's fingerprint, which is compared
 * again under the lock. The rest cannot make a swap wrong: statistics may be gone by then, a vacuum or an idle session
 * may have come, and then its attempts just fail.
 */
final class CutoverGate {

    private final Ledger ledger;
    private final Gate definition;
    private final List<Gate> others;
    private final SessionsOnTable sessions;
    private final WitnessCheck witness;
    private final ReferenceCheck references;
    private final BoundObjects bound;

    CutoverGate(Ledger ledger) {
        this.ledger = ledger;
        MirrorHealth mirrorHealth = new MirrorHealth(ledger.database().jdbc());
        TwinCheck twins = new TwinCheck(ledger.database());
        TwinNames names = new TwinNames(ledger);
        TwinReader needed = new TwinReader(ledger.database());
        OrphanGate orphans = new OrphanGate(ledger);
        Preflight preflight = new Preflight(ledger.database().jdbc());
        this.sessions = new SessionsOnTable(ledger.database());
        this.witness = new WitnessCheck(ledger);
        this.references = new ReferenceCheck(ledger);
        this.bound = new BoundObjects(ledger.database());
        this.definition = new DefinitionGate(ledger);
        this.others = List.of(
                (change, table) -> mirrorHealth.problem(change.name(), table, Direction.FORWARD).stream()
                        .toList(),
                new VerificationGate(ledger),
                (change, table) -> twins.problem(change.name(), table).stream().toList(),
                orphans,
                ofEachPart((change, part) -> new Defaults(ledger, change.name(), part)
                        .problem(Direction.FORWARD).stream().toList()),
                // Not in the ledger, they would not be swapped, be they as they should.
                ofEachPart((change, part) -> names.ofTwins(change.name(), part.table(), needed.read(part)).stream()
                        .toList()),
                new StatisticsGate(ledger.database()),
                // What came to depend on the old column since expand and cannot be carried.
                (change, table) -> preflight.refusals(change.of(List.of(declared(change, table)))),
                new WraparoundGate(sessions),
                new IdleSessionsGate(sessions));
    }

    /** What is looked at on each relation of which a table consists. */
    private interface PartGate {
        List<Problem> problems(Change change, Part part);
    }

    private Gate ofEachPart(PartGate gate) {
        PartitionTree tree = new PartitionTree(ledger.database().jdbc());
        return (change, table) -> tree.parts(table).stream()
                .flatMap(part -> gate.problems(change, part).stream())
                .toList();
    }

    /**
     * What is true of the change as a whole is said once.
     *
     * @param tables those that are not swapped yet
     */
    List<Problem> problems(Change change, List<TableUnderChange> tables) {
        List<Problem> problems = Stream.concat(
                        tables.stream().flatMap(table -> problems(change, table).stream()),
                        references.problem(change, ledger.get(change.name()).tables()).stream())
                .distinct()
                .toList();
        // What is bound to several tables is tried with all of them, and needs them as they were expanded.
        return problems.isEmpty()
                ? bound.refusals(tables, Direction.FORWARD, ledger.knownViews(change.name(), Direction.FORWARD))
                : problems;
    }

    /** As the change file has it, or what expand made of columns that came along. */
    private static TableChange declared(Change change, TableUnderChange table) {
        return change.tables().stream()
                .filter(declared -> declared.table().equals(table.name())
                        && declared.moves().size() == table.columns().size())
                .findFirst()
                .orElseGet(table::declared);
    }

    /** Of a table that is not the expanded one nothing else can be asked. */
    private List<Problem> problems(Change change, TableUnderChange table) {
        List<Problem> problems = definition.problems(change, table);
        return problems.isEmpty()
                ? others.stream()
                        .flatMap(gate -> gate.problems(change, table).stream())
                        .toList()
                : problems;
    }

    /** What the application can change until the lock is there; the table's fingerprint tells of the rest. */
    List<Problem> underLock(Change change, TableUnderChange table) {
        return witness.problem(change.name(), table, Direction.FORWARD).stream().toList();
    }

    /** What the role may not see, in words: it does not close the gate. */
    Optional<String> unknown(TableUnderChange table) {
        List<String> hidden = sessions.read(table).stream()
                .filter(Holder::hidden)
                .map(Holder::name)
                .toList();
        return hidden.isEmpty()
                ? Optional.empty()
                : Optional.of("not known: whether %s is idle in a transaction or a vacuum against wraparound"
                                .formatted(String.join("; ", hidden))
                        + " (pg_read_all_stats is missing).");
    }
}
