package io.pgretype.twin;

/** The kinds of objects that have twins. */
public enum TwinKind {
    INDEX("index", "pg_class"),
    UNIQUE("unique constraint", "pg_constraint"),
    CHECK("check constraint", "pg_constraint"),
    STATISTICS("extended statistics", "pg_statistic_ext");

    private final String text;
    private final String catalog;

    TwinKind(String text, String catalog) {
        this.text = text;
        this.catalog = catalog;
    }

    public String text() {
        return text;
    }

    /** Where it has its oid. */
    public String catalog() {
        return catalog;
    }
}
