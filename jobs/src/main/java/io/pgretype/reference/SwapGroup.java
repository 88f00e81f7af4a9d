package io.pgretype.reference;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is swapped in one transaction.
 *
 * @param tables that are swapped; none where a table only has foreign keys that are handed over
 * @param references those of the tables whose columns reference, which are handed over with them
 */
public record SwapGroup(List<TableUnderChange> tables, List<Reference> references) {

    public SwapGroup {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
    }

    /** What must be locked, ACCESS EXCLUSIVE: dropping a foreign key locks both of its tables. */
    public List<QualifiedName> locked() {
        List<ForeignKey> keys = references.stream().map(Reference::original).toList();
        return LockOrder.of(
                Stream.concat(
                                tables.stream().map(TableUnderChange::name),
                                keys.stream().flatMap(key -> key.tables().stream()))
                        .toList(),
                keys);
    }

    /** With those foreign keys of others that go before it, so that it can be tried without them. */
    public SwapGroup withReferencesOf(List<SwapGroup> others) {
        List<Reference> needed = others.stream()
                .flatMap(other -> other.references.stream())
                .filter(reference -> references.contains(reference)
                        || tables.stream()
                                .anyMatch(table -> table.oid()
                                        == reference.original().referenced().oid()))
                .toList();
        return new SwapGroup(tables, needed);
    }

    /** For people. */
    public String text() {
        return Stream.concat(
                        tables.stream().map(TableUnderChange::name),
                        references.stream()
                                .map(reference ->
                                        reference.original().referencing().name()))
                .distinct()
                .map(QualifiedName::toString)
                .collect(Collectors.joining(", "));
    }

    /** All in one: where the old types cannot be compared with the new ones, no table can go without the others. */
    public static List<SwapGroup> together(List<TableUnderChange> tables, List<Reference> references) {
        return List.of(new SwapGroup(tables, references));
    }

    /**
     * As few in one as can be: a table alone, referencing tables before those that they reference; those that reference each
     * other in a circle together, and those that reference a primary key that the swap makes again together with its table.
     */
    public static List<SwapGroup> oneByOne(List<TableUnderChange> tables, List<Reference> references) {
        Graph graph = new Graph(tables, references);
        List<SwapGroup> groups = new ArrayList<>();
        for (Set<Long> circle : graph.circlesInOrder()) {
            groups.add(new SwapGroup(
                    tables.stream()
                            .filter(table -> circle.contains(table.oid()))
                            .toList(),
                    references.stream()
                            .filter(reference -> circle.contains(
                                    reference.original().referencing().oid()))
                            .toList()));
        }
        return groups;
    }

    /** Which table references which, by their oids. */
    private static final class Graph {

        private final Map<Long, Set<Long>> referenced = new LinkedHashMap<>();

        Graph(List<TableUnderChange> tables, List<Reference> references) {
            tables.forEach(table -> referenced.put(table.oid(), new LinkedHashSet<>()));
            for (Reference reference : references) {
                referenced
                        .computeIfAbsent(reference.original().referencing().oid(), oid -> new LinkedHashSet<>())
                        .add(reference.original().referenced().oid());
                if (reference.isBoundToReferenced()) {
                    referenced
                            .computeIfAbsent(reference.original().referenced().oid(), oid -> new LinkedHashSet<>())
                            .add(reference.original().referencing().oid());
                }
            }
        }

        /** Each with all that it references and is referenced by, directly or not; those that reference first. */
        List<Set<Long>> circlesInOrder() {
            List<Set<Long>> left = new ArrayList<>(
                    referenced.keySet().stream().map(this::circleOf).distinct().toList());
            List<Set<Long>> ordered = new ArrayList<>();
            while (!left.isEmpty()) {
                Set<Long> next = left.stream()
                        .filter(circle -> left.stream().noneMatch(other -> other != circle && leads(other, circle)))
                        .findFirst()
                        .orElseThrow();
                ordered.add(next);
                left.remove(next);
            }
            return ordered;
        }

        private Set<Long> circleOf(long table) {
            Set<Long> circle = new LinkedHashSet<>(Set.of(table));
            reachable(table).stream()
                    .filter(other -> reachable(other).contains(table))
                    .forEach(circle::add);
            return circle;
        }

        private boolean leads(Set<Long> from, Set<Long> to) {
            return from.stream().anyMatch(table -> reachable(table).stream().anyMatch(to::contains));
        }

        private Set<Long> reachable(long table) {
            Set<Long> reached = new LinkedHashSet<>();
            List<Long> next = new ArrayList<>(referenced.getOrDefault(table, Set.of()));
            while (!next.isEmpty()) {
                long other = next.remove(next.size() - 1);
                if (reached.add(other)) {
                    next.addAll(referenced.getOrDefault(other, Set.of()));
                }
            }
            return reached;
        }
    }
}
