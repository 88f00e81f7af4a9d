package io.pgretype.catalog;

import java.util.List;

/**
 * What is noted of views for a change, and of what else is bound.
 *
 * @param remembered how they were before the swap that is to be taken back
 * @param twins that have been made for the next swap, each after those that it reads
 */
public record KnownViews(List<BoundDefinition> remembered, List<ViewTwin> twins) {

    public static final KnownViews NONE = new KnownViews(List.of(), List.of());

    public KnownViews {
        remembered = List.copyOf(remembered);
        twins = List.copyOf(twins);
    }
}
