package io.pgretype.rebind;

import java.util.List;

/**
 * What others are bound to.
 *
 * @param relation its oid
 * @param columns their numbers; empty where whatever is bound to the relation counts, because it is dropped and made again
 */
record Anchor(long relation, List<Integer> columns) {

    Anchor {
        columns = List.copyOf(columns);
    }

    boolean isWhole() {
        return columns.isEmpty();
    }
}
