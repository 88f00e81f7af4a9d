package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import io.pgretype.catalog.ViewTwin;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A materialized view that a swap replaces with one that was filled before, or a view that such a one reads.
 *
 * @param recipe statements that make another one like it under its own name, empty
 * @param parts itself, its indexes and its extended statistics
 * @param twin the one that takes its place
 */
record TwinnedView(View view, List<String> recipe, List<Part> parts, ViewTwin twin) {

    TwinnedView {
        recipe = List.copyOf(recipe);
        parts = List.copyOf(parts);
    }

    TwinnedView withTwin(ViewTwin other) {
        return new TwinnedView(view, recipe, parts, other);
    }

    /**
     * @param kind as statements name it: {@code index}
     * @param definition as the server prints it with all names qualified
     */
    record Part(String kind, QualifiedName name, String definition) {

        /** For people. */
        String text() {
            return kind + " " + name;
        }

        String rename(QualifiedName from, QualifiedName to) {
            return "alter %s %s rename to %s"
                    .formatted(kind, from.sql(), to.name().sql());
        }
    }

    /** How its indexes and extended statistics are defined now. */
    Stream<BoundDefinition> definitions() {
        return parts.stream().skip(1).map(part -> new BoundDefinition(part.text(), part.definition(), "", ""));
    }

    /** Statements that make room for another one of its names. */
    List<String> putAside() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            QualifiedName name = parts.get(i).name();
            statements.add(parts.get(i).rename(name, twin.asideOf(name, i)));
        }
        return statements;
    }

    List<String> comeBack() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            QualifiedName name = parts.get(i).name();
            statements.add(parts.get(i).rename(twin.asideOf(name, i), name));
        }
        return statements;
    }

    /** Statements for when the twin has been made under the names of the original. */
    List<String> giveTwinItsNames() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            QualifiedName name = parts.get(i).name();
            statements.add(parts.get(i).rename(name, twin.nameOf(name, i)));
        }
        return statements;
    }

    /** Statements for when the original is gone. */
    List<String> takePlace() {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            QualifiedName name = parts.get(i).name();
            statements.add(parts.get(i).rename(twin.nameOf(name, i), name));
        }
        return statements;
    }

    /** The server removes its files when others have got the locks: that takes longer than the swap. */
    String drop() {
        return "drop %s %s".formatted(parts.get(0).kind(), view.name().sql());
    }
}
