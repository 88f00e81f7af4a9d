package io.pgretype.preflight;

/**
 * An object that depends on one or more of the columns that are to change.
 *
 * @param name the object's kind and full name
 * @param columns the columns it uses, for messages
 */
record Dependent(Kind kind, String name, String columns) {

    enum Kind {
        /**
         * The column's own default, a check, a foreign key, extended statistics: harden builds their twins. A policy, a trigger,
         * a rule, a function, a publication, most virtual columns: these are bound to the new column in the swap.
         */
        CARRIED,
        /** An index, or a key's: carried too, but its twin takes the right to create in the schema. */
        INDEX,
        EXCLUSION,
        /** The sequence of an identity column. */
        IDENTITY,
        OWNED_SEQUENCE,
        GENERATED_COLUMN,
        VIEW,
        UNKNOWN
    }

    /** For messages: {@code view public.sizes uses file_size}. */
    String text() {
        return name + " uses " + columns;
    }
}
