package io.pgretype.shell.traffic;

/** What the statements on a key graph do. */
enum GraphStatement implements Kind {
    READ("read by key", 20),
    /** {@code select *}. */
    READ_ALL("read of all columns", 8),
    JOIN("join with children", 12),
    /** Grouped by the key alone: that takes a primary key. */
    COUNT("count of children", 8),
    INSERT("insert with children", 12),
    /** A row that refers to another one. */
    INSERT_REFERRING("insert that refers", 4),
    INSERT_CHILD("insert of a child", 9),
    UPSERT("insert or update", 4),
    RELABEL("update of a text", 8),
    REFER("update of a reference", 4),
    UPDATE_CHILDREN("update of children", 5),
    MOVE_CHILDREN("move of children", 2),
    /** With all that goes along. */
    DELETE("delete with children", 4);

    private final String text;
    private final int percent;

    GraphStatement(String text, int percent) {
        this.text = text;
        this.percent = percent;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public int percent() {
        return percent;
    }

    boolean isRead() {
        return this == READ || this == READ_ALL || this == JOIN || this == COUNT;
    }
}
