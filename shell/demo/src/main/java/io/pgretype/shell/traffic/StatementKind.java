package io.pgretype.shell.traffic;

/** What the statements on a table of files do. */
public enum StatementKind implements Kind {
    READ_BY_KEY("read by key", 21),
    /** {@code select *}: what it returns changes whenever a column is added, renamed or removed. */
    READ_ALL("read of all columns", 8),
    READ_BY_INDEX("read by index", 12),
    INSERT("insert", 9),
    /** {@code on conflict do update}, half of them on a row that is there. */
    UPSERT("insert or update", 4),
    UPDATE_SIZE("update of file_size", 12),
    CLEAR_SIZE("file_size to null", 4),
    /**
     * One less than it was, and what it is then ({@code returning *}), always in a transaction: whoever runs it again after
     * an error must not run it twice.
     */
    COUNT_DOWN("count down", 6),
    UPDATE_OTHER("update of other columns", 11),
    /** As an object mapper does: all columns it knows by name, with the values of a row it read some time ago. */
    WRITE_WHOLE("write of a whole row", 8),
    DELETE("delete", 5),
    /** The end of a transaction of several statements. */
    COMMIT("commit", 0),
    /** A new connection in place of a lost one: it can fail, but it is no statement and its time is not counted. */
    CONNECT("connect", 0);

    private final String text;
    private final int percent;

    StatementKind(String text, int percent) {
        this.text = text;
        this.percent = percent;
    }

    @Override
    public String text() {
        return text;
    }

    boolean isRead() {
        return this == READ_BY_KEY || this == READ_ALL || this == READ_BY_INDEX;
    }

    @Override
    public int percent() {
        return percent;
    }
}
