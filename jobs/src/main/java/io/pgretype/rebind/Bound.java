package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.util.List;

/**
 * An object that is bound to columns, and how it is bound to others of the same names.
 *
 * @param text for people: {@code view public.sizes}
 * @param locked relations that its statements lock ACCESS EXCLUSIVE, besides the tables that are swapped
 * @param loosen statements for before the columns' names are exchanged; none where the object need not go
 * @param bind statements for after that
 */
public record Bound(String text, List<QualifiedName> locked, List<String> loosen, List<String> bind) {

    public Bound {
        locked = List.copyOf(locked);
        loosen = List.copyOf(loosen);
        bind = List.copyOf(bind);
    }
}
