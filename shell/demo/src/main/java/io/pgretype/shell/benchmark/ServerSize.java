package io.pgretype.shell.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The server's {@code shared_buffers} and {@code max_wal_size}: what it keeps at hand, and how often it checkpoints. */
public enum ServerSize {
    /** PostgreSQL's own defaults. */
    DEFAULT("default", 1024, true),
    /** Half the WAL: each page is written to it as a whole more often. */
    SMALL("small", 512, true),
    /**
     * WAL for five minutes. What an application writes would fill any other in seconds, against which PostgreSQL itself
     * warns: the checkpoints' stalls would outweigh all else. The WAL does not shrink with the table.
     */
    LARGE("large", 8192, false),
    /** As PostgreSQL's manual recommends: a quarter of the machine's memory. Does not shrink with the table. */
    RECOMMENDED("recommended", 8192, false) {
        @Override
        int sharedBuffersMegabytes(double scale) {
            return machineMegabytes() / 4;
        }
    };

    private static final int SHARED_BUFFERS = 128;
    private static final int LEAST_SHARED_BUFFERS = 8;

    /** The server takes no less than two segments. */
    private static final int LEAST_WAL = 32;

    private final String text;
    private final int maxWal;
    private final boolean walShrinks;

    ServerSize(String text, int maxWal, boolean walShrinks) {
        this.text = text;
        this.maxWal = maxWal;
        this.walShrinks = walShrinks;
    }

    /** As in the name of a case. */
    public String text() {
        return text;
    }

    /** @param scale how much smaller the table is than the one that this size is meant for, at most 1 */
    int sharedBuffersMegabytes(double scale) {
        return Math.max(LEAST_SHARED_BUFFERS, (int) Math.round(SHARED_BUFFERS * scale));
    }

    /** @param scale how much smaller the table is than the one that this size is meant for, at most 1 */
    int maxWalMegabytes(double scale) {
        return walShrinks ? Math.max(LEAST_WAL, (int) Math.round(maxWal * scale)) : maxWal;
    }

    private static int machineMegabytes() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return (int) (machine.getTotalMemorySize() >> 20);
    }
}
