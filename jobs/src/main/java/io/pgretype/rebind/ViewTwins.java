package io.pgretype.rebind;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.ViewTwin;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The materialized views that a swap replaces with others, which are filled before it, and the views between them that change
 * with it.
 *
 * <p>They are made under the names that they will have: all names are exchanged as the swap does that, what is there is made once
 * more by its own definition, and the names are exchanged back, in one transaction. So each is bound to the columns that will
 * have the names, and is in everything else as it would be if it had been made after the swap.
 */
public final class ViewTwins {

    private final List<TwinnedView> all;
    private final boolean made;

    /**
     * @param all each after those that it reads
     * @param made whether their twins are there, just as they are to be
     */
    ViewTwins(List<TwinnedView> all, boolean made) {
        this.all = List.copyOf(all);
        this.made = made;
    }

    List<TwinnedView> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether they are there, made of what their originals are now. Says nothing of what is in them. */
    public boolean areMade() {
        return made;
    }

    /** What is noted of them when they are made; each after those that it reads. */
    public List<ViewTwin> records() {
        return all.stream().map(TwinnedView::twin).toList();
    }

    /** The views whose place they take, to be locked in this order: each before those that it reads. */
    public List<QualifiedName> originals() {
        List<QualifiedName> names =
                new ArrayList<>(all.stream().map(view -> view.view().name()).toList());
        Collections.reverse(names);
        return names;
    }

    /** Those that keep rows; each after those that it reads. */
    public List<ViewTwin> materialized() {
        return records().stream().filter(ViewTwin::materialized).toList();
    }

    /**
     * Statements that make them, empty; ACCESS EXCLUSIVE on the tables and on the originals, for a catalog change.
     *
     * @param tables those that are to be swapped
     * @param until which columns the application writes until then
     */
    public List<String> making(List<TableUnderChange> tables, Direction until) {
        boolean forward = until == Direction.FORWARD;
        List<String> statements = new ArrayList<>();
        all.forEach(view -> statements.addAll(view.putAside()));
        tables.forEach(table -> statements.addAll(forward ? table.renamesAtCutover() : table.renamesAtRollback()));
        all.forEach(view -> statements.addAll(view.recipe()));
        all.forEach(view -> statements.addAll(view.giveTwinItsNames()));
        tables.forEach(table -> statements.addAll(forward ? table.renamesAtRollback() : table.renamesAtCutover()));
        all.forEach(view -> statements.addAll(view.comeBack()));
        return statements;
    }
}
