package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.util.List;

/**
 * A view that the swap drops and creates again.
 *
 * @param owner its owner's name
 * @param why for people: {@code size bigint}, or what else makes it necessary
 * @param readers roles that may read it or columns of it, its owner aside, as SQL has them
 */
public record ChangedView(QualifiedName name, String owner, String why, List<String> readers) {

    public ChangedView {
        readers = List.copyOf(readers);
    }
}
