package io.pgretype.rebind;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.KnownViews;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.ViewDefinition;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that is bound to the columns of some tables which have the names that stay. */
public final class Rebinding {

    private static final String NUMBERS = """
            select attnum
              from pg_catalog.pg_attribute
             where attrelid = :table
               and attname in (:columns)
             order by attnum""";

    private final List<Bound> bound;
    private final Set<QualifiedName> tables;
    private final BoundViews views;

    private Rebinding(List<Bound> bound, BoundViews views, List<TableUnderChange> tables) {
        this.bound = List.copyOf(bound);
        this.views = views;
        this.tables = tables.stream().map(TableUnderChange::name).collect(Collectors.toSet());
    }

    /** As it is now: before cutover of the old columns, after it of the new ones. Takes no lock. */
    public static Rebinding of(Database database, List<TableUnderChange> tables) {
        return of(database, tables, KnownViews.NONE);
    }

    /**
     * The same for a swap.
     *
     * @param known of views, for just that swap
     */
    public static Rebinding of(Database database, List<TableUnderChange> tables, KnownViews known) {
        return new QualifiedNames(database).read(() -> {
            BoundViews views = BoundViews.on(database, tables, anchors(database.jdbc(), tables), known);
            return underSearchPath(database.jdbc(), tables, views);
        });
    }

    /** The same as it is printed under another search_path, all but the views. */
    Rebinding underSearchPath(JdbcClient jdbc, List<TableUnderChange> others) {
        return underSearchPath(jdbc, others, views.withoutStatements());
    }

    private static Rebinding underSearchPath(JdbcClient jdbc, List<TableUnderChange> tables, BoundViews views) {
        List<Anchor> anchors = new ArrayList<>(anchors(jdbc, tables));
        anchors.addAll(views.gone());
        // Views come last, and so are the first to be bound: others may use them.
        return new Rebinding(
                Stream.concat(kinds(jdbc).stream().flatMap(kind -> kind.to(anchors).stream()), views.bound().stream())
                        .toList(),
                views,
                tables);
    }

    /** In the order in which their objects are loosened. */
    private static List<BoundKind> kinds(JdbcClient jdbc) {
        return List.of(
                new BoundPublications(jdbc),
                new VirtualColumns(jdbc),
                new BoundPolicies(jdbc),
                new BoundTriggers(jdbc),
                new BoundRules(jdbc),
                new BoundFunctions(jdbc));
    }

    private static List<Anchor> anchors(JdbcClient jdbc, List<TableUnderChange> tables) {
        return new PartitionTree(jdbc)
                .all(tables).stream().map(table -> anchor(jdbc, table)).toList();
    }

    static Anchor anchor(JdbcClient jdbc, TableUnderChange table) {
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

    /** What there is; for people, and for privileges. */
    public List<BoundObject> objects() {
        return bound.stream().map(Bound::object).toList();
    }

    /** How the views concerned are defined now. */
    public List<ViewDefinition> definitions() {
        return views.definitions();
    }

    /** Materialized views, which are filled before a swap, and the views between them. */
    public ViewTwins twins() {
        return views.twins();
    }

    /** Views that are dropped and created again, and materialized views that are replaced. */
    public List<ChangedView> changedViews() {
        return views.changed();
    }

    /** What cannot be bound. */
    public List<Unbindable> refused() {
        return views.refused();
    }

    /** All views concerned, each after those that it reads. */
    List<View> views() {
        return views.all();
    }

    /**
     * Relations that the statements lock, without the tables themselves; to be locked before these, as whoever uses a view locks it
     * before its tables.
     */
    public List<QualifiedName> locked() {
        return bound.stream()
                .flatMap(object -> object.locked().stream())
                .filter(relation -> !tables.contains(relation))
                .distinct()
                .toList();
    }

    /** Statements for before the columns' names are exchanged. */
    public List<String> loosen() {
        return bound.stream().flatMap(object -> object.loosen().stream()).toList();
    }

    /** Statements for after that. */
    public List<String> bind() {
        return inBindingOrder().stream()
                .flatMap(object -> object.bind().stream())
                .toList();
    }

    List<Bound> inBindingOrder() {
        List<Bound> backwards = new ArrayList<>(bound);
        Collections.reverse(backwards);
        return backwards;
    }
}
