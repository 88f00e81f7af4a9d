package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.util.List;

/**
 * A view that the swap drops and creates again, or a materialized view that it replaces by another one.
 *
 * @param kind {@code view} or {@code materialized view}
 * @param owner its owner's name
 * @param why for people: {@code size bigint}, or what else makes it necessary
 * @param readers roles that may read it or columns of it, its owner aside, as SQL has them
 * @param bytes what it takes on disk with its indexes; 0 for a view
 */
public record ChangedView(QualifiedName name, String kind, String owner, String why, List<String> readers, long bytes) {

    public ChangedView {
        readers = List.copyOf(readers);
    }

    public boolean isMaterialized() {
        return kind.equals("materialized view");
    }

    /** For people. */
    public String text() {
        return kind + " " + name;
    }
}
