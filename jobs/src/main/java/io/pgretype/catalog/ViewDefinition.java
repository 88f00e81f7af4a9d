package io.pgretype.catalog;

/**
 * How a view was before a swap made it again, and how it is since; or an index or extended statistics of a materialized one.
 *
 * @param name its full name as SQL has it; of what is no view, after {@code index} or {@code statistics}
 * @param before its definition before the first swap, with all names qualified
 * @param tried the same, but what the swap moves without its schema; empty where that was not clear, or after several swaps
 * @param after as it is printed now
 */
public record ViewDefinition(String name, String before, String tried, String after) {}
