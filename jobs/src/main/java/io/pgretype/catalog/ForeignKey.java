package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.Literal;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key as the catalog has it.
 *
 * @param oid its pg_constraint.oid
 * @param columns those that reference, each with the one it references, in the key's order
 * @param actions what becomes of it when the referenced row changes
 * @param deferral when it is checked
 * @param validated whether the rows that were there when it was made are known to keep it
 * @param enforced false from PostgreSQL 18 on for one that only documents
 * @param comment null if it has none
 */
public record ForeignKey(
        long oid,
        Identifier name,
        Table referencing,
        Table referenced,
        List<Pair> columns,
        Actions actions,
        Deferral deferral,
        boolean validated,
        boolean enforced,
        @Nullable String comment) {

    public ForeignKey {
        columns = List.copyOf(columns);
    }

    /** @param oid its pg_class.oid */
    public record Table(long oid, QualifiedName name) {}

    /** @param referencing a column of the referencing table */
    public record Pair(Identifier referencing, Identifier referenced) {}

    /**
     * As in SQL, each empty where it is the default.
     *
     * @param match {@code match full}
     * @param onUpdate {@code on update cascade}
     * @param onDelete {@code on delete set null}
     * @param onDeleteColumns the columns that are set, where not all are
     */
    public record Actions(String match, String onUpdate, String onDelete, List<Identifier> onDeleteColumns) {

        public Actions {
            onDeleteColumns = List.copyOf(onDeleteColumns);
        }

        /** Whether some action writes the columns that reference; one that deletes the row does not. */
        boolean writeColumns() {
            return onUpdate.matches(".* (cascade|set .*)") || onDelete.contains(" set ");
        }

        Actions with(Function<Identifier, Identifier> column) {
            return new Actions(
                    match,
                    onUpdate,
                    onDelete,
                    onDeleteColumns.stream().map(column).toList());
        }

        private String sql() {
            String columns = onDeleteColumns.isEmpty() ? "" : " (%s)".formatted(list(onDeleteColumns));
            return words(match, onUpdate, onDelete + columns);
        }
    }

    /** When it is checked. */
    public enum Deferral {
        /** At the end of each statement. */
        NONE("not deferrable"),
        /** At the end of each statement, unless the transaction asks for its end. */
        DEFERRABLE("deferrable"),
        /** At the end of the transaction. */
        DEFERRED("deferrable initially deferred");

        private final String sql;

        Deferral(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }

        /** Never sooner than this. */
        public Deferral latest() {
            return this == NONE ? NONE : DEFERRED;
        }
    }

    public boolean writesColumns() {
        return actions.writeColumns();
    }

    /** The same between other columns, under another name. */
    public ForeignKey between(
            Identifier otherName,
            Function<Identifier, Identifier> referencingColumn,
            Function<Identifier, Identifier> referencedColumn) {
        return new ForeignKey(
                oid,
                otherName,
                referencing,
                referenced,
                columns.stream()
                        .map(pair -> new Pair(
                                referencingColumn.apply(pair.referencing), referencedColumn.apply(pair.referenced)))
                        .toList(),
                actions.with(referencingColumn),
                deferral,
                validated,
                enforced,
                comment);
    }

    /** The same of one of the referencing table's partitions. */
    public ForeignKey onPartition(Table partition) {
        return new ForeignKey(oid, name, partition, referenced, columns, actions, deferral, validated, enforced, null);
    }

    public ForeignKey deferred(Deferral other) {
        return new ForeignKey(
                oid, name, referencing, referenced, columns, actions, other, validated, enforced, comment);
    }

    /** Whether it says the same; what identifies it, comments, and whether rows are known to keep it aside. */
    public boolean isLike(ForeignKey other) {
        return name.equals(other.name) && definition().equals(other.definition());
    }

    /** The constraint without its name, rows not looked at. */
    public String definition() {
        List<Identifier> from = new ArrayList<>();
        List<Identifier> to = new ArrayList<>();
        columns.forEach(pair -> {
            from.add(pair.referencing);
            to.add(pair.referenced);
        });
        return words(
                "foreign key (%s)".formatted(list(from)),
                "references %s (%s)".formatted(referenced.name().sql(), list(to)),
                actions.sql(),
                deferral.sql(),
                enforced ? "" : "not enforced");
    }

    /** Its tables; one where it references its own. */
    public List<QualifiedName> tables() {
        return Stream.of(referenced, referencing).map(Table::name).distinct().toList();
    }

    /** Whether it is that of the same table that has the same name. */
    public boolean isNamedAs(ForeignKey other) {
        return referencing.oid() == other.referencing.oid() && name.equals(other.name);
    }

    /** What makes it, with its comment. */
    public List<String> make() {
        return withComment(add());
    }

    /**
     * The same of a partitioned table, which adopts those that its partitions have: rows are not looked at. ACCESS EXCLUSIVE on
     * both tables, as it drops triggers that the adopted ones have on the referenced table.
     */
    public List<String> adopt() {
        return withComment("alter table %s add constraint %s %s"
                .formatted(referencing.name().sql(), name.sql(), definition()));
    }

    private List<String> withComment(String statement) {
        return comment == null
                ? List.of(statement)
                : List.of(
                        statement,
                        "comment on constraint %s on %s is %s"
                                .formatted(name.sql(), referencing.name().sql(), new Literal(comment).sql()));
    }

    /** Rows are not looked at, but every write is from now on. SHARE ROW EXCLUSIVE on both tables. */
    public String add() {
        // What is not enforced is not valid in any case, and PostgreSQL takes only one of the two.
        return "alter table %s add constraint %s %s%s"
                .formatted(referencing.name().sql(), name.sql(), definition(), enforced ? " not valid" : "");
    }

    /** SHARE UPDATE EXCLUSIVE on the referencing table, ROW SHARE on the other. */
    public String validate() {
        return "alter table %s validate constraint %s"
                .formatted(referencing.name().sql(), name.sql());
    }

    /** ACCESS EXCLUSIVE on both tables. */
    public String drop() {
        return "alter table %s drop constraint %s".formatted(referencing.name().sql(), name.sql());
    }

    /** ACCESS EXCLUSIVE on the referencing table. */
    public String rename(Identifier to) {
        return "alter table %s rename constraint %s to %s"
                .formatted(referencing.name().sql(), name.sql(), to.sql());
    }

    /** The same of one that the server has of it for a partition of the referenced table. */
    public String renameOnPartition(Identifier from, Identifier to) {
        return "alter table %s rename constraint %s to %s"
                .formatted(referencing.name().sql(), from.sql(), to.sql());
    }

    /** ACCESS EXCLUSIVE on the referencing table. */
    public String alterDeferral() {
        return "alter table %s alter constraint %s %s"
                .formatted(referencing.name().sql(), name.sql(), deferral.sql());
    }

    /** For people: {@code foreign key order_line_order_id_fkey of public.order_line}. */
    public String text() {
        return "foreign key %s of %s".formatted(name, referencing.name());
    }

    private static String list(List<Identifier> columns) {
        return columns.stream().map(Identifier::sql).collect(Collectors.joining(", "));
    }

    private static String words(String... words) {
        return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }
}
