package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Attempt;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes what is bound to columns once more, of empty copies of the tables whose columns have their new types: so that it is
 * known before expand what the swap could not bind. In a transaction that is rolled back; locks what is copied ACCESS SHARE.
 *
 * <p>The definitions are printed under the tables' own schemas as search_path, so that they name the tables without them,
 * and mean the copies once these are there: temporary tables come first. (A table that another one of these schemas hides
 * is printed with its schema, and what is tried then is bound to the table as it is.)
 */
public final class RebindingTrial {

    private final Database database;
    private final PlainStatement plain;

    public RebindingTrial(Database database) {
        this.database = database;
        this.plain = new PlainStatement(database);
    }

    /**
     * A text for each object that the server does not make of the types after a swap.
     *
     * @param bound to the tables
     * @param until which columns the application writes until that swap
     */
    public List<String> complaints(Rebinding bound, List<TableUnderChange> tables, Direction until) {
        return database.rolledBack(() -> {
            plain.run("set local search_path = " + schemas(bound, tables));
            Rebinding rebinding = bound.underSearchPath(database.jdbc());
            if (rebinding.inBindingOrder().isEmpty()) {
                return List.of();
            }
            // Others may read views; what becomes of these themselves is tried by ViewTrial.
            Map<QualifiedName, String> views = new LinkedHashMap<>();
            rebinding.views().forEach(view -> views.put(view.name(), copy(view)));
            EmptyCopies copies = new EmptyCopies(database);
            new PartitionTree(database.jdbc()).all(tables).forEach(table -> copies.make(table, until));
            views.values().removeIf(copy -> refusal(List.of(copy)).isEmpty());
            return rebinding.inBindingOrder().stream()
                    // Without a copy it would be tried on the view itself, and lock that.
                    .filter(one -> one.locked().stream().noneMatch(views::containsKey))
                    .flatMap(one -> complaint(one).stream())
                    .toList();
        });
    }

    private Optional<String> complaint(Bound bound) {
        return refusal(bound.trial())
                .map(refusal -> "%s: %s".formatted(bound.object().text(), refusal.firstLine()));
    }

    private Optional<ServerRefusal> refusal(List<String> statements) {
        return Attempt.of(database, () -> statements.forEach(plain::run));
    }

    private String copy(View view) {
        return "create temporary view %s as\n%s"
                .formatted(
                        view.name().name().sql(),
                        view.remembered()
                                .map(BoundDefinition::tried)
                                .filter(tried -> !tried.isEmpty())
                                .orElseGet(() -> printed(view)));
    }

    private String printed(View view) {
        return database.jdbc()
                .sql("select pg_catalog.pg_get_viewdef(:view)")
                .param("view", view.oid())
                .query(String.class)
                .single();
    }

    private static String schemas(Rebinding bound, List<TableUnderChange> tables) {
        return Stream.concat(
                        tables.stream().map(TableUnderChange::name),
                        bound.views().stream().map(View::name))
                .map(QualifiedName::schema)
                .distinct()
                .map(Identifier::sql)
                .collect(Collectors.joining(", "));
    }
}
