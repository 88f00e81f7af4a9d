package io.pgretype.twin;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.List;

/**
 * An object of the new column.
 *
 * @param original the name of the old column's object, which the twin takes over at cutover
 * @param definition what PostgreSQL prints after the table's name
 * @param index for indexes and unique constraints: the index's definition after the table's name, else empty
 * @param unique whether the index is unique
 * @param suffix what follows the definition: a tablespace
 * @param validated whether the original constraint is validated; true for other kinds
 * @param properties statements that give the twin the original's comment, owner and statistics targets
 */
public record Twin(
        TwinKind kind,
        QualifiedName original,
        String definition,
        String index,
        boolean unique,
        String suffix,
        boolean validated,
        List<String> properties) {

    public Twin {
        properties = List.copyOf(properties);
    }

    /** Its name until cutover. */
    public static Identifier twinName(Identifier original) {
        return original.withSuffix("_new");
    }

    /** The original's name after cutover. */
    public static Identifier retiredName(Identifier original) {
        return original.withSuffix("_old");
    }

    public QualifiedName name() {
        return original.sibling(kind.twinName(original.name()));
    }

    /** What follows a unique constraint that is checked at commit. */
    public String deferrable() {
        int deferrable = definition.indexOf(" DEFERRABLE");
        return deferrable < 0 ? "" : definition.substring(deferrable);
    }

    /** For people: {@code index public.i_file_size}. */
    public String text() {
        return kind.text() + " " + original;
    }
}
