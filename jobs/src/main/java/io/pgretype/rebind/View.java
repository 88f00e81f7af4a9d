package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import io.pgretype.change.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * A view that reads columns which are moved, or one that reads such a view.
 *
 * @param oid its pg_class.oid
 * @param name its full name
 * @param owner its owner's name
 * @param materialized whether it keeps its rows
 * @param bound whether it reads the columns itself
 * @param byKey whether it depends on a key of theirs, as {@code group by} a primary key does
 * @param extension that it is a member of; null for most
 * @param uses what it reads, by oid
 * @param columns as a statement without a table would give them: {@code null::integer as size}
 * @param options as they are written in parentheses; empty for most
 * @param definition as the server prints it with all names qualified
 * @param remembered how it was before the swap that is taken back, where that differs, and nobody has replaced it since
 */
record View(
        long oid,
        QualifiedName name,
        String owner,
        boolean materialized,
        boolean bound,
        boolean byKey,
        Optional<String> extension,
        List<Long> uses,
        List<String> columns,
        String options,
        String definition,
        Optional<BoundDefinition> remembered) {

    View {
        uses = List.copyOf(uses);
        columns = List.copyOf(columns);
    }

    /** What it is made again of. */
    String wanted() {
        return remembered.map(BoundDefinition::before).orElse(definition);
    }

    View remembering(Remembered all) {
        return new View(
                oid,
                name,
                owner,
                materialized,
                bound,
                byKey,
                extension,
                uses,
                columns,
                options,
                definition,
                all.of(text(), definition));
    }

    /** As statements name it. */
    String kind() {
        return materialized ? "materialized view" : "view";
    }

    /** For people. */
    String text() {
        return kind() + " " + name;
    }

    /** The statement that creates it, if it is an ordinary one. */
    String create() {
        return "create view %s%s as\n%s".formatted(name.sql(), with(), wanted());
    }

    /** {@code  with (security_barrier='true')}, or nothing. */
    String with() {
        return options.isEmpty() ? "" : " with (%s)".formatted(options);
    }
}
