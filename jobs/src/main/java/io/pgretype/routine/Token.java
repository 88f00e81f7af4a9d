package io.pgretype.routine;

/**
 * A piece of SQL or plpgsql.
 *
 * @param text a name as the catalog holds it, a literal without its quotes, else as written
 * @param line of the body, counted from 1 as the server does in its messages
 */
record Token(Kind kind, String text, int line) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL,
        /** What is known at run time only. */
        HOLE
    }

    /** Whether it is this keyword or symbol. */
    boolean is(String other) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(other);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
