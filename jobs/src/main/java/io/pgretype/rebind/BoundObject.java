package io.pgretype.rebind;

/**
 * An object that is bound to columns.
 *
 * @param text for people: {@code policy small on public.file}
 * @param owner the role whose rights it takes to make it again
 */
public record BoundObject(String text, String owner) {}
