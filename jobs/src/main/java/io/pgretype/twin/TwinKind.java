package io.pgretype.twin;

/** The kinds of objects that have twins. */
public enum TwinKind {
    INDEX("index"),
    UNIQUE("unique constraint"),
    CHECK("check constraint"),
    STATISTICS("extended statistics");

    private final String text;

    TwinKind(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
