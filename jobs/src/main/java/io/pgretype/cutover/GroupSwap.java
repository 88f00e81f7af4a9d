package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableFingerprint;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.rebind.Rebinding;
import io.pgretype.rebind.ViewTwins;
import io.pgretype.reference.References;
import io.pgretype.reference.SwapGroup;
import io.pgretype.sequence.KeptNarrow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Swaps a group of tables, in the caller's transaction, under the caller's ACCESS EXCLUSIVE locks on all that it names. */
final class GroupSwap {

    private final Ledger ledger;
    private final LedgerEntry entry;
    private final SwapGroup group;
    private final TableFingerprint fingerprint;
    private final Map<TableUnderChange, String> expected;
    private final Direction until;
    private final MirrorMark mark;
    private final PlainStatement plain;
    private final Rebinding rebinding;
    private final List<Swap> swaps = new ArrayList<>();

    /** Reads how the tables are defined now: the gates are to be looked at after that, and what they saw is swapped. */
    GroupSwap(Ledger ledger, LedgerEntry entry, SwapGroup group) {
        this.ledger = ledger;
        this.entry = entry;
        this.group = group;
        this.fingerprint = new TableFingerprint(ledger.database().jdbc());
        this.expected = fingerprint.of(group.tables());
        this.mark = new MirrorMark(ledger.database().jdbc());
        this.plain = new PlainStatement(ledger.database());
        this.until = isSwapped() ? Direction.REVERSE : Direction.FORWARD;
        this.rebinding = Rebinding.of(ledger.database(), group.tables(), ledger.knownViews(entry.change(), until));
    }

    /** What must be locked, ACCESS EXCLUSIVE, in this order. */
    List<QualifiedName> locked() {
        return Stream.concat(rebinding.locked().stream(), group.locked().stream())
                .distinct()
                .toList();
    }

    /** With empty views in place of those that are not there yet. */
    Runnable rehearsal() {
        ViewTwins twins = rebinding.twins();
        TwinMaking making = new TwinMaking(ledger, entry.change(), group, until);
        return forward(() -> {
            if (!twins.areMade()) {
                making.run(twins);
            }
        });
    }

    /**
     * Whether the materialized views to be put in place have been made of what is there now. Under the lock they still are, if
     * the tables' fingerprints are the same.
     */
    boolean twinsAreMade() {
        return rebinding.twins().areMade();
    }

    /** What can be read before the lock is asked for. */
    Runnable forward() {
        return forward(() -> {});
    }

    private Runnable forward(Runnable before) {
        swaps.addAll(swaps(Direction.FORWARD));
        ReferenceSwap references = new ReferenceSwap(ledger, entry.change(), group.references());
        Set<Long> swapped = oids(entry.tables(Direction.REVERSE));
        boolean first = swapped.isEmpty();
        swapped.addAll(oids(group.tables()));
        return () -> {
            refuseIfChanged();
            before.run();
            plain.runAll(rebinding.loosen());
            references.dropOriginals();
            swaps.forEach(Swap::forward);
            references.takeOver(swapped);
            plain.runAll(rebinding.bind());
            if (first) {
                ledger.rebound().forget(entry.change());
            }
            note();
            for (TableUnderChange table : group.tables()) {
                ledger.swapped()
                        .swapped(
                                entry.change(),
                                table.oid(),
                                mark.of(entry.change(), table, Direction.REVERSE)
                                        .orElse(""));
            }
        };
    }

    Runnable backward() {
        swaps.addAll(swaps(Direction.REVERSE));
        ReferenceSwap references = new ReferenceSwap(ledger, entry.change(), group.references());
        Set<Long> swapped = oids(entry.tables(Direction.REVERSE));
        swapped.removeAll(oids(group.tables()));
        return () -> {
            refuseIfChanged();
            plain.runAll(rebinding.loosen());
            references.dropSuccessors();
            swaps.forEach(Swap::backward);
            references.giveBack(swapped);
            plain.runAll(rebinding.bind());
            note();
            group.tables().forEach(table -> ledger.swapped().swappedBack(entry.change(), table.oid()));
        };
    }

    private void note() {
        ledger.rebound().note(entry.change(), rebinding.rebound(ledger.database()));
        ledger.viewTwins().forget(entry.change());
    }

    /** What there is to say of it once it is committed. */
    List<String> sentences() {
        return swaps.stream().flatMap(swap -> swap.sentences().stream()).toList();
    }

    private List<Swap> swaps(Direction until) {
        KeptNarrow kept = new References(ledger).keptNarrow(entry.change(), entry.tables());
        return group.tables().stream()
                .map(table -> new Swap(ledger, entry.change(), table, until, kept))
                .toList();
    }

    /** Under the lock, before anything is done. */
    private void refuseIfChanged() {
        Map<TableUnderChange, String> now = fingerprint.of(group.tables());
        group.tables().stream()
                .filter(table -> !Objects.equals(now.get(table), expected.get(table)))
                .findFirst()
                .ifPresent(GroupSwap::refuse);
    }

    private static void refuse(TableUnderChange table) {
        throw new ProblemException(new Problem(
                ProblemCode.TABLE_CHANGED,
                "The definition of %s changed while the swap was prepared.".formatted(table.name()),
                "columns, indexes, constraints, triggers or dependents are not those that the gates saw",
                Problem.NOTHING_CHANGED,
                "Run the same command again; its gates will say whether that matters."));
    }

    private boolean isSwapped() {
        return oids(entry.tables(Direction.REVERSE)).containsAll(oids(group.tables()));
    }

    private static Set<Long> oids(List<TableUnderChange> tables) {
        return tables.stream().map(TableUnderChange::oid).collect(Collectors.toCollection(HashSet::new));
    }
}
