package io.pgretype.shell.benchmark;

/** The server's {@code max_wal_size}: how often it must write a checkpoint, and with it whole pages to the WAL. */
public enum WalSize {
    /** PostgreSQL's own default. */
    DEFAULT("default", 1024),
    SMALL("small", 512),
    /**
     * So large that checkpoints come by time. What an application writes would fill any other in seconds, against which
     * PostgreSQL itself warns: the checkpoints' stalls would outweigh all else. Does not shrink with the table.
     */
    LARGE("large", 8192) {
        @Override
        int megabytes(double scale) {
            return super.megabytes(1);
        }
    };

    /** The server takes no less than two segments. */
    private static final int LEAST = 32;

    private final String text;
    private final int megabytes;

    WalSize(String text, int megabytes) {
        this.text = text;
        this.megabytes = megabytes;
    }

    /** As in the name of a case. */
    public String text() {
        return text;
    }

    /** @param scale how much smaller the table is than the one that this size is meant for, at most 1 */
    int megabytes(double scale) {
        return Math.max(LEAST, (int) Math.round(megabytes * scale));
    }
}
