package io.pgretype.shell.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The server's {@code shared_buffers} and {@code max_wal_size}: what it keeps at hand, and how often it checkpoints. */
public enum ServerSize {
    /** PostgreSQL's own defaults. */
    DEFAULT("default", 128, 1024),
    /** Half the WAL: each page is written to it as a whole more often. */
    SMALL("small", 128, 512),
    /**
     * WAL for five minutes. What an application writes would fill any other in seconds, against which PostgreSQL itself
     * warns: the checkpoints' stalls would outweigh all else.
     */
    LARGE("large", 128, 8192) {
        @Override
        int maxWalMegabytes(double scale) {
            return super.maxWalMegabytes(1);
        }
    },
    /** As PostgreSQL's manual recommends: a quarter of the machine's memory. Does not shrink with the table. */
    RECOMMENDED("recommended", 128, 8192) {
        @Override
        int sharedBuffersMegabytes(double scale) {
            return machineMegabytes() / 4;
        }

        @Override
        int maxWalMegabytes(double scale) {
            return super.maxWalMegabytes(1);
        }
    };

    private static final int LEAST_SHARED_BUFFERS = 8;

    /** The server takes no less than two segments. */
    private static final int LEAST_WAL = 32;

    private final String text;
    private final int sharedBuffers;
    private final int maxWal;

    ServerSize(String text, int sharedBuffers, int maxWal) {
        this.text = text;
        this.sharedBuffers = sharedBuffers;
        this.maxWal = maxWal;
    }

    /** As in the name of a case. */
    public String text() {
        return text;
    }

    /** @param scale how much smaller the table is than the one that this size is meant for, at most 1 */
    int sharedBuffersMegabytes(double scale) {
        return Math.max(LEAST_SHARED_BUFFERS, (int) Math.round(sharedBuffers * scale));
    }

    /** @param scale how much smaller the table is than the one that this size is meant for, at most 1 */
    int maxWalMegabytes(double scale) {
        return Math.max(LEAST_WAL, (int) Math.round(maxWal * scale));
    }

    private static int machineMegabytes() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return (int) (machine.getTotalMemorySize() >> 20);
    }
}
