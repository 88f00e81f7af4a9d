package io.pgretype.rebind;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that is bound to the columns of some tables which have the names that stay. */
public final class Rebinding {

    private static final String NUMBERS = """
            select attnum
              from pg_attribute
             where attrelid = :table
               and attname in (:columns)
             order by attnum""";

    private final List<Bound> bound;

    private Rebinding(List<Bound> bound) {
        this.bound = List.copyOf(bound);
    }

    /** As it is now: before cutover of the old columns, after it of the new ones. Takes no lock. */
    public static Rebinding of(JdbcClient jdbc, List<TableUnderChange> tables) {
        List<Anchor> anchors = tables.stream().map(table -> anchor(jdbc, table)).toList();
        return new Rebinding(
                kinds(jdbc).stream().flatMap(kind -> kind.to(anchors).stream()).toList());
    }

    /** In the order in which their objects are loosened. */
    @SuppressWarnings("UnusedVariable")
    private static List<BoundKind> kinds(JdbcClient jdbc) {
        return List.of();
    }

    private static Anchor anchor(JdbcClient jdbc, TableUnderChange table) {
        List<String> columns = table.columns().stream()
                .map(ColumnChange::column)
                .map(Identifier::name)
                .toList();
        return new Anchor(
                table.oid(),
                jdbc.sql(NUMBERS)
                        .param("table", table.oid())
                        .param("columns", columns)
                        .query(Integer.class)
                        .list());
    }

    /** For people, and for {@code plan}. */
    public List<Bound> all() {
        return bound;
    }

    /** Relations that the statements lock; to be locked before the tables, as whoever uses a view locks it before its tables. */
    public List<QualifiedName> locked() {
        return bound.stream()
                .flatMap(object -> object.locked().stream())
                .distinct()
                .toList();
    }

    /** Statements for before the columns' names are exchanged. */
    public List<String> loosen() {
        return bound.stream().flatMap(object -> object.loosen().stream()).toList();
    }

    /** Statements for after that. */
    public List<String> bind() {
        List<Bound> backwards = new ArrayList<>(bound);
        Collections.reverse(backwards);
        return backwards.stream().flatMap(object -> object.bind().stream()).toList();
    }
}
