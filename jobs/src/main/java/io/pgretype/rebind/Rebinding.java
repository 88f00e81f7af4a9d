package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.KnownViews;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private final List<TableUnderChange> tables;
    private final Remembered remembered;
    private final BoundViews views;
    private final List<BoundKind> kinds = new ArrayList<>();
    private final List<Bound> bound = new ArrayList<>();

    private Rebinding(List<TableUnderChange> tables, Remembered remembered, BoundViews views) {
        this.tables = List.copyOf(tables);
        this.remembered = remembered;
        this.views = views;
    }

    /** As it is now: before cutover of the old columns, after it of the new ones. Takes no lock. */
    public static Rebinding of(Database database, List<TableUnderChange> tables) {
        return of(database, tables, KnownViews.NONE);
    }

    /**
     * The same for a swap.
     *
     * @param known for just that swap
     */
    public static Rebinding of(Database database, List<TableUnderChange> tables, KnownViews known) {
        Remembered remembered = new Remembered(known.remembered());
        return new QualifiedNames(database).read(() -> {
            BoundViews views =
                    BoundViews.on(database, tables, anchors(database.jdbc(), tables), remembered, known.twins());
            return new Rebinding(tables, remembered, views).read(database.jdbc());
        });
    }

    /**
     * The same as it is printed under another search_path, all but the views themselves. Nothing of what is remembered is to be tried: it was
     * there, on columns of the types that it will be on.
     */
    Rebinding underSearchPath(JdbcClient jdbc) {
        Set<String> known = bound.stream()
                .filter(remembered::has)
                .map(one -> one.object().text())
                .collect(Collectors.toSet());
        Rebinding same = new Rebinding(tables, Remembered.NOTHING, views.justParts(jdbc)).read(jdbc);
        same.bound.replaceAll(one -> known.contains(one.object().text()) ? one.withoutTrial() : one);
        return same;
    }

    private Rebinding read(JdbcClient jdbc) {
        List<Anchor> anchors = new ArrayList<>(anchors(jdbc, tables));
        anchors.addAll(views.gone());
        for (BoundKind kind : kinds(jdbc)) {
            List<Bound> found = kind.to(anchors);
            if (!found.isEmpty()) {
                kinds.add(kind);
                bound.addAll(found);
            }
        }
        // Views come last, and so are the first to be bound: others may use them.
        bound.addAll(views.bound());
        return this;
    }

    /** In the order in which their objects are loosened. */
    private List<BoundKind> kinds(JdbcClient jdbc) {
        return List.of(
                new BoundPublications(jdbc, remembered),
                new VirtualColumns(jdbc, remembered),
                new BoundPolicies(jdbc, remembered),
                new BoundTriggers(jdbc, remembered),
                new BoundRules(jdbc, remembered),
                new BoundFunctions(jdbc, remembered));
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

    /** After {@link #bind}, in the same transaction: how all was when it was read, and how it is printed now. */
    public List<BoundDefinition> rebound(Database database) {
        List<BoundDefinition> before = Stream.concat(
                        views.definitions().stream(),
                        bound.stream()
                                .filter(one -> !one.printed().isEmpty())
                                .map(one -> new BoundDefinition(one.object().text(), one.printed(), "", "")))
                .toList();
        if (before.isEmpty()) {
            return List.of();
        }
        JdbcClient jdbc = database.jdbc();
        Set<QualifiedName> recreated =
                views.changed().stream().map(ChangedView::name).collect(Collectors.toSet());
        Map<String, String> printed =
                new QualifiedNames(database).read(() -> Reread.of(jdbc, anchors(jdbc, tables), recreated, kinds));
        return before.stream()
                .filter(one -> printed.containsKey(one.name()))
                .map(one -> one.now(Objects.requireNonNull(printed.get(one.name()))))
                .toList();
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
        Set<QualifiedName> own = tables.stream().map(TableUnderChange::name).collect(Collectors.toSet());
        return bound.stream()
                .flatMap(object -> object.locked().stream())
                .filter(relation -> !own.contains(relation))
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
