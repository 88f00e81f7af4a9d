package io.pgretype.twin;

import io.pgretype.change.Identifier;

/** The kinds of objects that have twins. */
public enum TwinKind {
    INDEX("index", "pg_class"),
    UNIQUE("unique constraint", "pg_constraint"),
    /** A unique index until the swap, which makes it the primary key. */
    PRIMARY_KEY("primary key", "pg_constraint"),
    /**
     * A second unique index over the old columns of the primary key. The swap drops the primary key, and its index goes along:
     * this one stays for the way back.
     */
    SPARE_KEY("spare index of primary key", "pg_class"),
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

    /** What the twin is until the swap. */
    public TwinKind beforeSwap() {
        return isOfPrimaryKey() ? INDEX : this;
    }

    /** What the twin is while it is being built: a unique constraint begins as an index. */
    public TwinKind builtAs() {
        return this == UNIQUE ? INDEX : beforeSwap();
    }

    /** Those are exchanged by dropping and making a constraint, not by renaming. */
    public boolean isOfPrimaryKey() {
        return this == PRIMARY_KEY || this == SPARE_KEY;
    }

    /** Whether it is an index, or has one. */
    public boolean isIndex() {
        return this == INDEX || this == UNIQUE || isOfPrimaryKey();
    }

    /** The twin's name until the swap; the spare's name for good. */
    public Identifier twinName(Identifier original) {
        return this == SPARE_KEY ? Twin.retiredName(original) : Twin.twinName(original);
    }
}
