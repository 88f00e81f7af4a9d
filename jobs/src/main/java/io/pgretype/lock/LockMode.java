package io.pgretype.lock;

import java.util.Locale;

/** How strong a table is locked; see "Table-Level Locks" in PostgreSQL's documentation for what each conflicts with. */
public enum LockMode {
    /** Reads go on, writes wait: what ADD FOREIGN KEY takes on both of its tables. */
    SHARE_ROW_EXCLUSIVE,
    /** Reads and writes wait. */
    ACCESS_EXCLUSIVE,
    /** Of a sequence, which LOCK TABLE does not take: whoever wants a number of it waits, or has had one in this transaction. */
    SEQUENCE;

    /** As a statement names it: {@code access exclusive}. */
    String sql() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
