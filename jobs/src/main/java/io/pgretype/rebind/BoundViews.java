package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.ViewTwin;
import io.pgretype.database.Database;
import io.pgretype.rebind.Fate.Kept;
import io.pgretype.rebind.Fate.Refused;
import io.pgretype.rebind.Fate.Remade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Views. One whose columns keep their types is replaced, and so keeps all that it has; another one is dropped, with those that
 * read it, and created again with everything that belongs to it. A materialized view is replaced by a twin that was filled
 * before, and so are the views that are created again and that it reads.
 */
final class BoundViews {

    /** With its definitions. */
    private static final String NOTED_APART = "";

    private final List<View> all;
    private final List<Anchor> gone = new ArrayList<>();
    private final List<ChangedView> changed = new ArrayList<>();
    private final List<Unbindable> refused = new ArrayList<>();
    private final List<Bound> bound = new ArrayList<>();
    private final List<BoundDefinition> definitions = new ArrayList<>();
    private ViewTwins twins = new ViewTwins(List.of(), true);

    private BoundViews(List<View> all) {
        this.all = all;
    }

    /** Those on the columns. To be called with an empty search_path. */
    static BoundViews on(
            Database database,
            List<TableUnderChange> tables,
            List<Anchor> anchors,
            Remembered remembered,
            List<ViewTwin> twins) {
        BoundViews views = new BoundViews(new ViewReader(database.jdbc())
                .of(anchors, twins).stream()
                        .map(view -> view.remembering(remembered))
                        .toList());
        ViewTrial trial = new ViewTrial(database, new PartitionTree(database.jdbc()).all(tables), views.all);
        views.settle(
                trial.fates(),
                new Twinning(database.jdbc(), anchors, remembered, twins),
                new ViewParts(database.jdbc(), remembered),
                new ViewUsers(database.jdbc()));
        views.all.forEach(view ->
                views.definitions.add(new BoundDefinition(view.text(), view.definition(), trial.printed(view), "")));
        views.twins.all().forEach(twin -> twin.definitions().forEach(views.definitions::add));
        return views;
    }

    /** How all that are concerned are before the swap. */
    List<BoundDefinition> definitions() {
        return definitions;
    }

    /** The same views, with what belongs to those that are created again as it is printed now. */
    BoundViews justParts(JdbcClient jdbc) {
        BoundViews views = new BoundViews(all);
        views.gone.addAll(gone);
        ViewParts parts = new ViewParts(jdbc, Remembered.NOTHING);
        all.stream()
                .filter(view -> gone.contains(new Anchor(view.oid(), List.of())))
                .forEach(view -> views.bound.addAll(parts.rulesAndDefaultsOf(view)));
        return views;
    }

    /** All that are concerned, each after those that it reads. */
    List<View> all() {
        return all;
    }

    /** Those of which there is another one after the swap. */
    List<Anchor> gone() {
        return gone;
    }

    /** The same, for people. */
    List<ChangedView> changed() {
        return changed;
    }

    /** Those that are replaced by others that are made before. */
    ViewTwins twins() {
        return twins;
    }

    /** What cannot be bound. */
    List<Unbindable> refused() {
        return refused;
    }

    /** In the order in which they are loosened. */
    List<Bound> bound() {
        return bound;
    }

    private void settle(Map<View, Fate> fates, Twinning twinning, ViewParts parts, ViewUsers users) {
        List<Bound> views = new ArrayList<>();
        Map<View, TwinnedView> twinned = new HashMap<>();
        List<View> another = toTwin(fates);
        twins = twinning.of(another);
        twins.all().forEach(twin -> twinned.put(twin.view(), twin));
        fates.forEach((view, fate) -> {
            Optional<TwinnedView> twin = Optional.ofNullable(twinned.get(view));
            boolean loose = view.uses().stream().anyMatch(this::isGone);
            if (fate instanceof Refused no) {
                refused.add(new Unbindable(view.text(), no.words()));
            } else if (twin.isPresent() || fate instanceof Remade) {
                String why = fate instanceof Remade remade ? remade.why() : "no column changes its type";
                changed.add(new ChangedView(
                        view.name(), view.kind(), view.owner(), why, parts.readersOf(view), parts.bytesOf(view)));
                gone.add(new Anchor(view.oid(), List.of()));
                refused.addAll(inTheWay(view, users, twin.isPresent()));
                bound.addAll(parts.rulesAndDefaultsOf(view));
                views.add(twin.map(other -> replaced(other, why)).orElseGet(() -> remade(view, why, parts)));
            } else if (fate instanceof Kept && !view.materialized() && (view.bound() || loose)) {
                views.add(kept(view, view.byKey() || loose));
            }
        });
        // Those that read others are loosened first.
        Collections.reverse(views);
        bound.addAll(views);
    }

    private boolean isGone(long view) {
        return gone.stream().anyMatch(anchor -> anchor.relation() == view);
    }

    /** Materialized views that are bound to what the swap replaces, and the views between them that are not there after it. */
    private static List<View> toTwin(Map<View, Fate> fates) {
        Set<Long> twinned = new HashSet<>();
        fates.forEach((view, fate) -> {
            if (view.materialized()
                    && (view.bound()
                            || fate instanceof Remade
                            || view.uses().stream().anyMatch(twinned::contains))) {
                twinned.add(view.oid());
            }
        });
        List<View> backwards = new ArrayList<>(fates.keySet());
        Collections.reverse(backwards);
        Set<Long> read = new HashSet<>();
        for (View view : backwards) {
            boolean between = read.contains(view.oid()) && fates.get(view) instanceof Remade;
            if (twinned.contains(view.oid()) || between) {
                twinned.add(view.oid());
                read.addAll(view.uses());
            }
        }
        return fates.keySet().stream()
                .filter(view -> twinned.contains(view.oid()) && !(fates.get(view) instanceof Refused))
                .toList();
    }

    private static Bound kept(View view, boolean loosened) {
        return new Bound(
                new BoundObject(view.text(), view.owner()),
                NOTED_APART,
                List.of(view.name()),
                loosened
                        // Without a table it depends on no key, and keeps what it has until it is itself again.
                        ? List.of("create or replace view %s as select %s"
                                .formatted(view.name().sql(), String.join(", ", view.columns())))
                        : List.of(),
                List.of("create or replace view %s%s as\n%s"
                        .formatted(view.name().sql(), view.with(), view.wanted())),
                List.of());
    }

    private static Bound remade(View view, String why, ViewParts parts) {
        List<String> statements = new ArrayList<>();
        statements.add(view.create());
        statements.addAll(parts.of(view));
        return new Bound(
                new BoundObject("%s, created again: %s".formatted(view.text(), why), view.owner()),
                NOTED_APART,
                List.of(view.name()),
                List.of("drop view " + view.name().sql()),
                statements,
                List.of());
    }

    private static Bound replaced(TwinnedView twinned, String why) {
        View view = twinned.view();
        return new Bound(
                new BoundObject(
                        "%s, %s before: %s"
                                .formatted(view.text(), view.materialized() ? "filled again" : "created again", why),
                        view.owner()),
                NOTED_APART,
                List.of(view.name()),
                List.of(twinned.drop()),
                twinned.takePlace(),
                List.of());
    }

    private static List<Unbindable> inTheWay(View view, ViewUsers users, boolean twinned) {
        List<Unbindable> all = new ArrayList<>();
        view.extension()
                .ifPresent(
                        extension -> all.add(new Unbindable(view.text(), "it is a member of extension " + extension)));
        if (twinned && view.byKey()) {
            all.add(new Unbindable(
                    view.text(),
                    "it is filled before the swap, but groups by a key that only the swap gives to the new column"));
        }
        users.of(view)
                .forEach(user ->
                        all.add(new Unbindable(user, "depends on %s, which is created again".formatted(view.text()))));
        return all;
    }
}
