package io.pgretype.lint.state;

import io.pgretype.change.QualifiedName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that the database has at one moment, but for what belongs to PostgreSQL itself and what is temporary. */
public final class Catalog {

    private final Map<Long, Relation> relations;
    private final Map<QualifiedName, Relation> byName;
    private final Map<Long, List<Column>> columns;
    private final Map<Long, Constraint> constraints;
    private final Map<Long, Index> indexes;
    private final Map<String, List<NamedObject>> objects;

    Catalog(
            List<Relation> relations,
            List<Column> columns,
            List<Constraint> constraints,
            List<Index> indexes,
            List<NamedObject> objects) {
        this.relations = relations.stream().collect(Collectors.toMap(Relation::oid, Function.identity()));
        this.byName = relations.stream().collect(Collectors.toMap(Relation::name, Function.identity(), (a, b) -> a));
        this.columns = columns.stream().collect(Collectors.groupingBy(Column::table));
        this.constraints = constraints.stream().collect(Collectors.toMap(Constraint::oid, Function.identity()));
        this.indexes = indexes.stream().collect(Collectors.toMap(Index::oid, Function.identity()));
        this.objects = objects.stream().collect(Collectors.groupingBy(NamedObject::kind));
    }

    /** The partitioned table, or the parent, at the top of what it is part of; itself if it is part of nothing. */
    public Relation root(Relation relation) {
        Relation parent = relations.get(relation.parent());
        return parent == null ? relation : root(parent);
    }

    public List<Relation> relations() {
        return relations.values().stream()
                .sorted(Comparator.comparing(Relation::oid))
                .toList();
    }

    public Optional<Relation> relation(long oid) {
        return Optional.ofNullable(relations.get(oid));
    }

    public Optional<Relation> relation(QualifiedName name) {
        return Optional.ofNullable(byName.get(name));
    }

    public boolean has(long oid) {
        return relations.containsKey(oid);
    }

    /** Of a relation, in their order. */
    public List<Column> columns(long table) {
        return columns.getOrDefault(table, List.of());
    }

    public @Nullable Column column(long table, int number) {
        return columns(table).stream()
                .filter(column -> column.number() == number)
                .findFirst()
                .orElse(null);
    }

    public Optional<Column> column(long table, String name) {
        return columns(table).stream()
                .filter(column -> column.name().name().equals(name))
                .findFirst();
    }

    public List<Constraint> constraints() {
        return constraints.values().stream()
                .sorted(Comparator.comparing(Constraint::oid))
                .toList();
    }

    public Optional<Constraint> constraint(long oid) {
        return Optional.ofNullable(constraints.get(oid));
    }

    public List<Index> indexes() {
        return indexes.values().stream()
                .sorted(Comparator.comparing(Index::oid))
                .toList();
    }

    public Optional<Index> index(long oid) {
        return Optional.ofNullable(indexes.get(oid));
    }

    public List<NamedObject> objects(String kind) {
        return objects.getOrDefault(kind, List.of());
    }

    /** The same by their names; of several with one name, the first. */
    public Map<String, NamedObject> objectsByName(String kind) {
        return objects(kind).stream()
                .collect(Collectors.toMap(NamedObject::name, Function.identity(), (first, second) -> first));
    }

    /** Nothing was made, changed or dropped since the other. */
    public boolean isSameAs(Catalog other) {
        return columns.equals(other.columns)
                && constraints.equals(other.constraints)
                && indexes.equals(other.indexes)
                && objects.equals(other.objects)
                && files().equals(other.files());
    }

    private Map<Long, Long> files() {
        return relations.values().stream().collect(Collectors.toMap(Relation::oid, Relation::filenode));
    }

    /** A table's columns by their numbers, as SQL lists them: {@code a, b}. */
    public String list(long table, List<Integer> numbers) {
        return numbers.stream()
                .map(number -> {
                    Column column = column(table, number);
                    return column == null ? "…" : column.name().sql();
                })
                .collect(Collectors.joining(", "));
    }
}
