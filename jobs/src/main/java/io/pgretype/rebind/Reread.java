package io.pgretype.rebind;

import io.pgretype.catalog.ViewTwin;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How objects are printed once they are bound: by the same names, but some have become others. */
final class Reread {

    /** Those that the swap has put in place have their names now. */
    private static final List<ViewTwin> NO_TWINS = List.of();

    private final JdbcClient jdbc;
    private final Map<String, String> printed = new HashMap<>();

    private Reread(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By their texts. To be called with an empty search_path, as what they were before was read.
     *
     * @param columns those that have the names that stay now
     * @param recreated views that were dropped and created again
     * @param kinds those of which there is something
     */
    static Map<String, String> of(
            JdbcClient jdbc, List<Anchor> columns, Set<QualifiedName> recreated, List<BoundKind> kinds) {
        Reread reread = new Reread(jdbc);
        List<Anchor> anchors = new ArrayList<>(columns);
        anchors.addAll(reread.views(columns, recreated));
        kinds.forEach(kind -> reread.note(kind.to(anchors)));
        return reread.printed;
    }

    private List<Anchor> views(List<Anchor> columns, Set<QualifiedName> recreated) {
        ViewParts parts = new ViewParts(jdbc, Remembered.NOTHING);
        ViewRecipes recipes = new ViewRecipes(jdbc, Remembered.NOTHING);
        List<Anchor> anchors = new ArrayList<>();
        for (View view : new ViewReader(jdbc).of(columns, NO_TWINS)) {
            recipes.partsOf(view).forEach(part -> printed.put(part.text(), part.definition()));
            if (recreated.contains(view.name())) {
                anchors.add(new Anchor(view.oid(), List.of()));
                note(parts.rulesAndDefaultsOf(view));
            }
        }
        return anchors;
    }

    private void note(List<Bound> bound) {
        bound.forEach(one -> printed.put(one.object().text(), one.printed()));
    }
}
