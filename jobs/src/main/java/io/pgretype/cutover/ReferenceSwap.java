package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.Ledger;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.reference.PartitionKeys;
import io.pgretype.reference.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands the foreign keys of a group of tables over, in the caller's transaction, under the caller's ACCESS EXCLUSIVE locks
 * on both tables of each. Those that go must do so before the tables are swapped: no primary key can be dropped on which one
 * depends.
 */
final class ReferenceSwap {

    private final Ledger ledger;
    private final PlainStatement plain;
    private final ForeignKeys foreignKeys;
    private final PartitionKeys partitionKeys;
    private final String change;
    private final List<Reference> references;
    private final Set<Long> partitioned;
    private final Map<Name, NamesOnPartitions> namesOnPartitions = new HashMap<>();

    ReferenceSwap(Ledger ledger, String change, List<Reference> references) {
        this.ledger = ledger;
        this.plain = new PlainStatement(ledger.database());
        this.foreignKeys = new ForeignKeys(ledger.database().jdbc());
        this.partitionKeys = new PartitionKeys(ledger.database().jdbc());
        this.change = change;
        this.references = List.copyOf(references);
        // In one query, as the locks are held already.
        this.partitioned = partitionKeys.partitioned(references.stream()
                .map(Reference::original)
                .flatMap(key -> Stream.of(key.referencing(), key.referenced()))
                .toList());
        List<ForeignKey> split = references.stream()
                .map(Reference::original)
                .filter(original -> partitioned.contains(original.referenced().oid()))
                .toList();
        if (!split.isEmpty()) {
            Map<Name, ForeignKey> actual = actual();
            split.stream()
                    .map(original -> actual.get(Name.of(original)))
                    .filter(Objects::nonNull)
                    .forEach(key -> namesOnPartitions.put(Name.of(key), new NamesOnPartitions(foreignKeys, key)));
        }
    }

    /** Before the tables are swapped. */
    void dropOriginals() {
        Map<Name, ForeignKey> actual = actual();
        List<String> drops = new ArrayList<>();
        for (Reference reference : references) {
            ForeignKey original = reference.original();
            if (!named(actual, original, original.name()).isLike(original)) {
                throw changed(original);
            }
            drops.add(original.drop());
        }
        plain.runAll(drops);
    }

    /**
     * After the tables are swapped.
     *
     * @param swapped the oids of all tables that are swapped then
     */
    void takeOver(Set<Long> swapped) {
        Map<Name, ForeignKey> twins = actual();
        List<String> statements = new ArrayList<>();
        for (Reference reference : references) {
            ForeignKey original = reference.original();
            ForeignKey successor = reference.successor(
                    direction(original.referencing(), swapped), direction(original.referenced(), swapped));
            if (reference.isMadeBySwap()) {
                statements.addAll(make(successor));
            } else {
                ForeignKey twin =
                        named(twins, reference.twin(), reference.twin().name());
                statements.add(twin.rename(original.name()));
                if (isPartitioned(twin)) {
                    statements.addAll(foreignKeys.renamesOfPartitions(twin, original.name()));
                }
                if (twin.deferral() != original.deferral()) {
                    statements.add(successor.alterDeferral());
                }
            }
        }
        plain.runAll(statements);
        Map<Name, ForeignKey> successors = actual();
        renameOnPartitions(successors);
        references.stream().map(Reference::original).forEach(original -> ledger.references()
                .taken(change, original, oid(successors, original)));
    }

    /** Of a partitioned table it may be there on its partitions only: see {@link ReferenceValidation}. */
    private @Nullable Long oid(Map<Name, ForeignKey> successors, ForeignKey original) {
        return isPartitioned(original) && !partitionKeys.waiting(original).isEmpty()
                ? null
                : named(successors, original, original.name()).oid();
    }

    private List<String> make(ForeignKey key) {
        return isPartitioned(key)
                ? partitionKeys
                        .inPlaceOf(key)
                        .map(ofPartitions ->
                                ofPartitions.stream().map(ForeignKey::add).toList())
                        .orElseGet(key::make)
                : key.make();
    }

    /** Known before the lock was asked for: of the others nothing is read under it. */
    private boolean isPartitioned(ForeignKey key) {
        return partitioned.contains(key.referencing().oid());
    }

    /** Before the tables are swapped back. What somebody else has put in its place stays. */
    void dropSuccessors() {
        Set<Long> ours = ledger.references().twins(change);
        Map<Name, ForeignKey> actual = actual();
        plain.runAll(references.stream()
                .map(Reference::original)
                .map(original -> actual.get(Name.of(original)))
                .filter(Objects::nonNull)
                .filter(key -> ours.contains(key.oid()))
                .map(ForeignKey::drop)
                .toList());
        plain.runAll(references.stream()
                .map(Reference::original)
                .filter(this::isPartitioned)
                .flatMap(original -> partitionKeys.waiting(original).stream())
                .map(ForeignKey::drop)
                .toList());
    }

    /** After the tables are swapped back: every write is looked at from now on, the rows that are there later. */
    void giveBack(Set<Long> swapped) {
        List<String> statements = new ArrayList<>();
        for (Reference reference : references) {
            ForeignKey original = reference.original();
            statements.addAll(make(reference.predecessor(
                    direction(original.referencing(), swapped), direction(original.referenced(), swapped))));
            ledger.references().givenBack(change, original);
        }
        plain.runAll(statements);
        renameOnPartitions(namesOnPartitions.isEmpty() ? Map.of() : actual());
    }

    private void renameOnPartitions(Map<Name, ForeignKey> made) {
        namesOnPartitions.forEach((name, names) ->
                Optional.ofNullable(made.get(name)).ifPresent(key -> plain.runAll(names.renames(key))));
    }

    /** Of a foreign key: the pg_class.oid of the table that has it, and what it is called there. */
    private record Name(long table, Identifier name) {

        static Name of(ForeignKey key) {
            return new Name(key.referencing().oid(), key.name());
        }
    }

    /** All of the tables that the references are of, as they are now. */
    private Map<Name, ForeignKey> actual() {
        if (references.isEmpty()) {
            return Map.of();
        }
        Set<Long> referencing = references.stream()
                .map(reference -> reference.original().referencing().oid())
                .collect(Collectors.toSet());
        return foreignKeys.of(referencing).stream().collect(Collectors.toMap(Name::of, key -> key));
    }

    private static ForeignKey named(Map<Name, ForeignKey> keys, ForeignKey key, Identifier name) {
        ForeignKey found = keys.get(new Name(key.referencing().oid(), name));
        if (found == null) {
            throw changed(key);
        }
        return found;
    }

    private static Direction direction(ForeignKey.Table table, Set<Long> swapped) {
        return swapped.contains(table.oid()) ? Direction.REVERSE : Direction.FORWARD;
    }

    private static ProblemException changed(ForeignKey key) {
        return new ProblemException(new Problem(
                ProblemCode.TABLE_CHANGED,
                "The %s changed while the swap was prepared.".formatted(key.text()),
                "it is gone, or not the one that harden saw",
                Problem.NOTHING_CHANGED,
                "Run the same command again; its gates will say whether that matters."));
    }
}
