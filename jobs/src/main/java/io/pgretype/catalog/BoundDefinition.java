package io.pgretype.catalog;

/**
 * How something that is bound to columns was before a swap bound it to others, and how it is since.
 *
 * @param name for people, and the same after the swap: {@code view public.sizes}
 * @param before its definition, or what may change of it, before the first swap, with all names qualified
 * @param tried of a view: the same, but what the swap moves without its schema; empty where that was not clear, or after
 *     several swaps
 * @param after as it is printed now
 */
public record BoundDefinition(String name, String before, String tried, String after) {

    public BoundDefinition now(String printed) {
        return new BoundDefinition(name, before, tried, printed);
    }
}
