package io.pgretype.rebind;

/** What the swap does with a view. */
sealed interface Fate {

    /** Its columns keep their types: it is replaced where it is. */
    record Kept() implements Fate {}

    /**
     * It is dropped and created again.
     *
     * @param why for people: {@code size bigint}
     */
    record Remade(String why) implements Fate {}

    /** @param words the server's, of the definition with the new types */
    record Refused(String words) implements Fate {}
}
