package io.pgretype.routine;

import io.pgretype.routine.Shape.Growth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the names in a body mean, as far as that can be told before it runs. */
final class Scope {

    private final Relation table;
    private final Relations relations;
    private final List<Shape> parameters;
    /** Named within a statement, transition tables, and tables that the body itself makes. */
    private final Map<String, Shape> queries = new HashMap<>();
    /** Variables and arguments; NEW and OLD. */
    private final Map<String, Shape> rows = new HashMap<>();

    Scope(Relation table, Relations relations, List<Shape> parameters) {
        this.table = table;
        this.relations = relations;
        this.parameters = List.copyOf(parameters);
    }

    /** For a statement that is put together in a string: it sees the tables, but no variables. */
    Scope ofString(List<Shape> itsParameters) {
        Scope inner = new Scope(table, relations, itsParameters);
        inner.queries.putAll(queries);
        return inner;
    }

    Relation table() {
        return table;
    }

    void putQuery(String name, Shape shape) {
        queries.put(name, shape);
    }

    void putRow(String name, Shape shape) {
        rows.put(name, shape);
    }

    Shape wholeRow() {
        return new Shape(Growth.GROWS, OptionalInt.of(table.columns().size()));
    }

    /** Of the rows of what a FROM names. */
    Shape relation(List<String> names) {
        Shape query = names.size() == 1 ? queries.get(names.get(0)) : null;
        return query != null ? query : ofMeant(relations.of(names));
    }

    private Shape ofMeant(List<Relation> meant) {
        boolean mayBeTable = meant.stream().anyMatch(relation -> relation.oid() == table.oid());
        if (meant.isEmpty() || (mayBeTable && meant.size() > 1)) {
            return Shape.ANY;
        }
        if (mayBeTable) {
            return wholeRow();
        }
        return meant.size() == 1 ? Shape.fixed(meant.get(0).columns().size()) : Shape.OTHER;
    }

    /** Whether nothing but the table can be meant. */
    boolean isTable(List<String> names) {
        return relation(names).equals(wholeRow()) && !relations.of(names).isEmpty();
    }

    /** Whether something else is meant that is there now. */
    boolean isOther(List<String> names) {
        return !names.isEmpty() && relation(names).isFixed();
    }

    /** The tables that may be meant. */
    List<Relation> meant(List<String> names) {
        return relations.of(names);
    }

    /** Of what precedes {@code .*}, unless a FROM names it. */
    Shape row(String name) {
        return rows.getOrDefault(name, Shape.ANY);
    }

    /** @param number from 1 */
    Shape parameter(int number) {
        return number >= 1 && number <= parameters.size() ? parameters.get(number - 1) : Shape.ANY;
    }
}
