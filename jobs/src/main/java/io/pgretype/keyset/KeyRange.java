package io.pgretype.keyset;

import org.jspecify.annotations.Nullable;

/**
 * A contiguous part of a table.
 *
 * @param after the key it begins after, null for the table's beginning
 * @param upTo its last key, included
 */
public record KeyRange(@Nullable Key after, Key upTo) {}
