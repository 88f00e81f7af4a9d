package io.pgretype.rebind;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.ViewDefinition;
import io.pgretype.database.Database;
import io.pgretype.rebind.Fate.Kept;
import io.pgretype.rebind.Fate.Refused;
import io.pgretype.rebind.Fate.Remade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Views. One whose columns keep their types is replaced, and so keeps all that it has; another one is dropped, with those that
 * read it, and created again with everything that belongs to it.
 */
final class BoundViews {

    private final List<View> all;
    private final List<Anchor> gone = new ArrayList<>();
    private final List<ChangedView> changed = new ArrayList<>();
    private final List<Unbindable> refused = new ArrayList<>();
    private final List<Bound> bound = new ArrayList<>();
    private final List<ViewDefinition> definitions = new ArrayList<>();

    private BoundViews(List<View> all) {
        this.all = all;
    }

    /** Those on the columns. To be called with an empty search_path. */
    static BoundViews on(
            Database database, List<TableUnderChange> tables, List<Anchor> anchors, List<ViewDefinition> remembered) {
        BoundViews views = new BoundViews(new ViewReader(database.jdbc())
                .of(anchors).stream().map(view -> view.remembering(remembered)).toList());
        ViewTrial trial = new ViewTrial(database, tables, views.all);
        views.settle(trial.fates(), database.jdbc());
        views.all.stream()
                .filter(view -> !view.materialized())
                .forEach(view -> views.definitions.add(
                        new ViewDefinition(view.name().sql(), view.definition(), trial.printed(view), "")));
        return views;
    }

    /** How all that are concerned are before the swap. */
    List<ViewDefinition> definitions() {
        return definitions;
    }

    /** The same views, with which nothing is done. */
    BoundViews withoutStatements() {
        BoundViews views = new BoundViews(all);
        views.gone.addAll(gone);
        return views;
    }

    /** All that are concerned, each after those that it reads. */
    List<View> all() {
        return all;
    }

    /** Those that are dropped and created again. */
    List<Anchor> gone() {
        return gone;
    }

    /** Those that are dropped and created again, for people. */
    List<ChangedView> changed() {
        return changed;
    }

    /** What cannot be bound. */
    List<Unbindable> refused() {
        return refused;
    }

    /** In the order in which they are loosened. */
    List<Bound> bound() {
        return bound;
    }

    private void settle(Map<View, Fate> fates, JdbcClient jdbc) {
        List<Bound> views = new ArrayList<>();
        ViewParts parts = new ViewParts(jdbc);
        ViewUsers users = new ViewUsers(jdbc);
        fates.forEach((view, fate) -> {
            if (fate instanceof Refused no) {
                refused.add(new Unbindable(view.text(), no.words()));
            } else if (view.materialized() && (view.bound() || fate instanceof Remade)) {
                refused.add(new Unbindable(view.text(), "it would have to be filled under the swap's lock"));
            } else if (fate instanceof Remade remade) {
                changed.add(new ChangedView(view.name(), view.owner(), remade.why(), parts.readersOf(view)));
                gone.add(new Anchor(view.oid(), List.of()));
                refused.addAll(inTheWay(view, users));
                bound.addAll(parts.rulesOf(view));
                views.add(remade(view, remade, parts));
            } else if (fate instanceof Kept && view.bound()) {
                views.add(kept(view));
            }
        });
        // Those that read others are loosened first.
        Collections.reverse(views);
        bound.addAll(views);
    }

    private static Bound kept(View view) {
        return new Bound(
                new BoundObject(view.text(), view.owner()),
                List.of(view.name()),
                view.byKey()
                        // Without a table it depends on no key, and keeps what it has until it is itself again.
                        ? List.of("create or replace view %s as select %s"
                                .formatted(view.name().sql(), String.join(", ", view.columns())))
                        : List.of(),
                List.of("create or replace view %s%s as\n%s"
                        .formatted(view.name().sql(), view.with(), view.wanted())),
                List.of());
    }

    private static Bound remade(View view, Remade fate, ViewParts parts) {
        List<String> statements = new ArrayList<>();
        statements.add("create view %s%s as\n%s".formatted(view.name().sql(), view.with(), view.wanted()));
        statements.addAll(parts.of(view));
        return new Bound(
                new BoundObject("%s, created again: %s".formatted(view.text(), fate.why()), view.owner()),
                List.of(view.name()),
                List.of("drop view " + view.name().sql()),
                statements,
                List.of());
    }

    private List<Unbindable> inTheWay(View view, ViewUsers users) {
        List<Unbindable> all = new ArrayList<>();
        view.extension()
                .ifPresent(
                        extension -> all.add(new Unbindable(view.text(), "it is a member of extension " + extension)));
        users.of(view)
                .forEach(user ->
                        all.add(new Unbindable(user, "depends on %s, which is created again".formatted(view.text()))));
        return all;
    }
}
