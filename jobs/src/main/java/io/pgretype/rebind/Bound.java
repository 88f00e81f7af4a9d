package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.util.List;

/**
 * How an object that is bound to columns is bound to others of the same names.
 *
 * @param printed what may be worded otherwise with other types, as it is now; empty where nothing may
 * @param locked relations that its statements lock ACCESS EXCLUSIVE; the tables that are swapped need not be among them
 * @param loosen statements for before the columns' names are exchanged; none where the object need not go
 * @param bind statements for after that
 * @param trial statements that make one like it of empty copies of the tables; see {@link RebindingTrial}
 */
public record Bound(
        BoundObject object,
        String printed,
        List<QualifiedName> locked,
        List<String> loosen,
        List<String> bind,
        List<String> trial) {

    public Bound {
        locked = List.copyOf(locked);
        loosen = List.copyOf(loosen);
        bind = List.copyOf(bind);
        trial = List.copyOf(trial);
    }

    Bound withoutTrial() {
        return new Bound(object, printed, locked, loosen, bind, List.of());
    }
}
