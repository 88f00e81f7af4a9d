package io.pgretype.shell.traffic;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A row as the application's mapper holds it: every column it knows by name, as it was when the row was read. */
record FileRow(
        String id,
        String checksum,
        @Nullable Long fileSize,
        String fileOnDisk,
        String contentnodeId,
        @Nullable Integer assessmentItemId,
        String fileFormatId,
        @Nullable String languageId,
        String presetId,
        int uploadedById,
        String originalFilename,
        @Nullable String sourceUrl,
        OffsetDateTime modified,
        @Nullable Integer duration) {

    private static final String[] FORMATS = {"mp4", "mp3", "pdf", "epub", "zip", "perseus", "png", "vtt"};

    static FileRow fresh(RandomGenerator random, @Nullable Long fileSize) {
        String checksum = hex(random);
        String format = FORMATS[random.nextInt(FORMATS.length)];
        return new FileRow(
                // Of all things the key is not repeatable: a second run must not meet the rows of the first.
                UUID.randomUUID().toString().replace("-", ""),
                checksum,
                fileSize,
                "/content/storage/%c/%c/%s.%s".formatted(checksum.charAt(0), checksum.charAt(1), checksum, format),
                hex(random),
                null,
                format,
                random.nextInt(3) == 0 ? "en" : null,
                "preset_" + format,
                1 + random.nextInt(5000),
                "upload %d.%s".formatted(random.nextInt(100_000), format),
                null,
                now(),
                random.nextInt(3) == 0 ? 1 + random.nextInt(7200) : null);
    }

    /** What an editor changes in a row before it is written back whole; the size stays as it was when it was read. */
    FileRow renamed(String newName) {
        return new FileRow(
                id,
                checksum,
                fileSize,
                fileOnDisk,
                contentnodeId,
                assessmentItemId,
                fileFormatId,
                languageId,
                presetId,
                uploadedById,
                newName,
                sourceUrl,
                now(),
                duration);
    }

    static FileRow read(ResultSet rows) throws SQLException {
        return new FileRow(
                rows.getString("id"),
                rows.getString("checksum"),
                size(rows),
                rows.getString("file_on_disk"),
                rows.getString("contentnode_id"),
                rows.getObject("assessment_item_id", Integer.class),
                rows.getString("file_format_id"),
                rows.getString("language_id"),
                rows.getString("preset_id"),
                rows.getInt("uploaded_by_id"),
                rows.getString("original_filename"),
                rows.getString("source_url"),
                rows.getObject("modified", OffsetDateTime.class),
                rows.getObject("duration", Integer.class));
    }

    private static @Nullable Long size(ResultSet rows) throws SQLException {
        long size = rows.getLong("file_size");
        return rows.wasNull() ? null : size;
    }

    /** Binds the columns in the order of {@link FileStatements}, the key last. */
    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, checksum);
        bindSize(statement, 2, fileSize);
        statement.setString(3, fileOnDisk);
        statement.setString(4, contentnodeId);
        statement.setObject(5, assessmentItemId, Types.INTEGER);
        statement.setString(6, fileFormatId);
        statement.setString(7, languageId);
        statement.setString(8, presetId);
        statement.setInt(9, uploadedById);
        statement.setString(10, originalFilename);
        statement.setString(11, sourceUrl);
        statement.setObject(12, modified);
        statement.setObject(13, duration, Types.INTEGER);
        statement.setString(14, id);
    }

    /** As an application that was written for an integer column binds it, until a value needs more. */
    static void bindSize(PreparedStatement statement, int index, @Nullable Long size) throws SQLException {
        if (size == null) {
            statement.setNull(index, Types.INTEGER);
        } else if (size <= Integer.MAX_VALUE) {
            statement.setInt(index, size.intValue());
        } else {
            statement.setLong(index, size);
        }
    }

    /** PostgreSQL keeps microseconds; a finer time would come back as another one. */
    static OffsetDateTime now() {
        return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    private static String hex(RandomGenerator random) {
        HexFormat digits = HexFormat.of();
        return digits.toHexDigits(random.nextLong()) + digits.toHexDigits(random.nextLong());
    }
}
