package io.pgretype.throttle;

import io.pgretype.change.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much finished WAL waits for the archiver, from the last file that it archived to the one that is written now. */
final class ArchiveWal implements Signal {

    /** The 16 hexadecimal digits after the timeline: the high half of the position, and the number of the file in it. */
    private static final int LOG_BEGIN = 8;

    private static final int FILE_BEGIN = 16;
    private static final int END = 24;

    private static final String ARCHIVER = """
            select current_setting('archive_mode') <> 'off' as archives,
                   archiver.last_archived_wal,
                   pg_walfile_name(pg_current_wal_lsn()) as current_wal,
                   (select setting::bigint from pg_settings where name = 'wal_segment_size') as file_size,
                   coalesce(archiver.last_failed_time > archiver.last_archived_time, false) as fails
              from pg_stat_archiver as archiver""";

    @Override
    public Limit limit() {
        return Limit.MAX_ARCHIVE_WAL;
    }

    @Override
    public Measure read(JdbcClient jdbc) {
        return jdbc.sql(ARCHIVER)
                .query((row, number) -> row.getBoolean("archives")
                        ? waiting(
                                row.getString("last_archived_wal"),
                                row.getString("current_wal"),
                                row.getLong("file_size"),
                                row.getBoolean("fails"))
                        : Measure.of(0, "no archive"))
                .single();
    }

    /**
     * The bytes of the files between the two.
     *
     * @param archived null where none was archived since the server's statistics began
     */
    static Measure waiting(@Nullable String archived, String current, long fileSize, boolean fails) {
        if (archived == null || !archived.matches("[0-9A-F]{24}.*")) {
            return Measure.unknown("nothing was archived yet");
        }
        long files = number(current, fileSize) - number(archived, fileSize) - 1;
        return Measure.of(Math.max(0, files) * fileSize, fails ? "the archiver fails" : "");
    }

    private static long number(String walFile, long fileSize) {
        long log = Long.parseLong(walFile.substring(LOG_BEGIN, FILE_BEGIN), 16);
        long file = Long.parseLong(walFile.substring(FILE_BEGIN, END), 16);
        return log * ((1L << 32) / fileSize) + file;
    }
}
