package io.pgretype.shell.traffic;

/** What the traffic's statements do, and how many of a hundred do it. */
public enum StatementKind {
    READ_BY_KEY("read by key", 33),
    READ_BY_INDEX("read by index", 12),
    INSERT("insert", 9),
    UPDATE_SIZE("update of file_size", 16),
    CLEAR_SIZE("file_size to null", 4),
    UPDATE_OTHER("update of other columns", 13),
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

    /** As people read it. */
    public String text() {
        return text;
    }

    boolean isRead() {
        return this == READ_BY_KEY || this == READ_BY_INDEX;
    }

    int percent() {
        return percent;
    }
}
