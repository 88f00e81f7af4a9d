package io.pgretype.rebind;

import java.util.List;

/** One kind of objects that are bound to columns. */
interface BoundKind {

    /**
     * Those bound to any of the anchors, in the order in which they are loosened; they are bound in the opposite order. To be
     * called under a search_path that decides which names are printed with their schemas: an empty one for what is to be run,
     * the tables' schemas for what is to be tried.
     */
    List<Bound> to(List<Anchor> anchors);
}
