package io.pgretype.rebind;

import java.util.List;

/**
 * What others are bound to.
 *
 * @param relation its oid
 * @param columns their numbers; empty where whatever is bound to the relation counts
 */
record Anchor(long relation, List<Integer> columns) {

    Anchor {
        columns = List.copyOf(columns);
    }
}
