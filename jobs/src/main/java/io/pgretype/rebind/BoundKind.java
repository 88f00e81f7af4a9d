package io.pgretype.rebind;

import java.util.List;

/** One kind of objects that are bound to columns. */
interface BoundKind {

    /** Those bound to any of the anchors, in the order in which they are loosened; they are bound in the opposite order. */
    List<Bound> to(List<Anchor> anchors);
}
