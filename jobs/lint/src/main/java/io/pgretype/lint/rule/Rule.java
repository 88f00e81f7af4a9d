package io.pgretype.lint.rule;

/**
 * @param id lower case, words with hyphens: {@code table-rewrite}
 * @param title one line
 * @param condition when it is found
 * @param consequence what happens then, in general
 * @param wayOut what to do instead, in general
 * @param bad SQL in which it is found, after {@code setup}
 * @param good SQL that does the same safely
 * @param running statements of the running release, for rules about those; else empty
 */
public record Rule(
        String id,
        Kind kind,
        String title,
        String condition,
        String consequence,
        String wayOut,
        String setup,
        String bad,
        String good,
        String running) {

    /** What a rule is about. */
    public enum Kind {
        /** Others wait for a lock. */
        LOCK,
        /** The table is written again. */
        REWRITE,
        /** The table is read through while others wait. */
        SCAN,
        /** The release that still runs breaks. */
        COMPATIBILITY,
        /** The migration itself: it fails, or its file does. */
        MIGRATION
    }
}
