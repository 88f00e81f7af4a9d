package io.pgretype.shell.traffic;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table and those that reference its key. Each has a column {@code id}; each has a twin of the new types that its writes
 * go to as well, in the same transaction.
 *
 * @param parent the one that is referenced
 * @param label a text of it
 * @param other its reference to itself; a delete sets it to null
 * @param children at least one; the first goes with its parent
 * @param keys what the keys are like before the change
 */
public record KeyGraph(QualifiedName parent, Identifier label, Identifier other, List<Child> children, KeyKind keys) {

    static final Identifier ID = Identifier.of("id");

    public KeyGraph {
        children = List.copyOf(children);
    }

    /**
     * A table that references the parent.
     *
     * @param reference to the parent's id
     * @param amount an integer that changes
     * @param goesAlong whether a delete of the parent deletes it too; otherwise its reference becomes null
     */
    public record Child(QualifiedName table, Identifier reference, Identifier amount, boolean goesAlong) {}

    static QualifiedName twin(QualifiedName table) {
        return table.sibling(table.name().withSuffix("_twin"));
    }

    /** The tables and the columns that get a new type, and those references. */
    record Table(QualifiedName name, Set<Identifier> retyped, List<Reference> references) {}

    /** A foreign key to the parent. */
    record Reference(Identifier column, boolean cascades) {}

    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        tables.add(new Table(parent, Set.of(ID, other), List.of(new Reference(other, false))));
        for (Child child : children) {
            tables.add(new Table(
                    child.table(),
                    // Children's own numbers are wide already; their texts move with their parents'.
                    keys == KeyKind.NUMBER ? Set.of(child.reference()) : Set.of(ID, child.reference()),
                    List.of(new Reference(child.reference(), child.goesAlong()))));
        }
        return tables;
    }
}
