package io.pgretype.apply;

/** In what way a statement, or a part of a file, is run. */
enum Way {
    /** In a transaction: its locks within the budget, its statements stopped after ten times that. */
    SHORT("in one transaction"),
    /** In a transaction, as long as it takes: no read and no write waits for its locks. */
    LONG("in one transaction, as long as it takes"),
    /** Outside a transaction, as long as it takes: no read and no write waits for its locks. */
    OUTSIDE("outside a transaction, as long as it takes"),
    /** Outside a transaction, with locks that others wait for: as long as a statement may take in one. */
    OUTSIDE_SHORT("outside a transaction");

    private final String text;

    Way(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean isOutside() {
        return this == OUTSIDE || this == OUTSIDE_SHORT;
    }
}
