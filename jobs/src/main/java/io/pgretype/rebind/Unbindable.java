package io.pgretype.rebind;

/**
 * Something that is bound to columns and cannot be bound to others.
 *
 * @param object for people, with its full name: {@code view public.sizes}
 * @param reason why it cannot, in one clause
 */
public record Unbindable(String object, String reason) {

    public String text() {
        return "%s: %s".formatted(object, reason);
    }
}
