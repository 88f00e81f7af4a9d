package io.pgretype.lint.migration;

/**
 * A migration as its tool knows it again.
 *
 * @param key by which the tool remembers that it has run
 * @param line where it begins
 * @param text that must stay as it is once it has run
 */
record Step(String key, Kind kind, int line, String text, Migration migration) {

    enum Kind {
        ONCE,
        /** Runs again when it was changed. */
        REPEATABLE,
        /** Takes the place of all before it, in new databases only. */
        BASELINE
    }
}
