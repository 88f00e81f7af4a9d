package io.pgretype.shell.traffic;

import io.pgretype.change.QualifiedName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The application's statements on one table over one connection. All but two name their columns. They are prepared anew
 * every time; pgjdbc recognises them by their text and keeps them prepared on the server from the fifth time on.
 */
final class FileStatements {

    private final Connection connection;
    private final String readByKey;
    private final String readAll;
    private final String readByIndex;
    private final String insert;
    private final String upsert;
    private final String updateSize;
    private final String countDown;
    private final String updateOther;
    private final String writeWhole;
    private final String delete;

    FileStatements(Connection connection, QualifiedName table) {
        this.connection = connection;
        String columns = """
                id, checksum, file_size, file_on_disk, contentnode_id, assessment_item_id, file_format_id, \
                language_id, preset_id, uploaded_by_id, original_filename, source_url, modified, duration""";
        readByKey = "select %s from %s where id = ?".formatted(columns, table.sql());
        readAll = "select * from %s where id = ?".formatted(table.sql());
        readByIndex = "select id, file_size from %s where checksum = ? and file_size = ?".formatted(table.sql());
        insert = """
                insert into %s
                    (checksum, file_size, file_on_disk, contentnode_id, assessment_item_id, file_format_id,
                     language_id, preset_id, uploaded_by_id, original_filename, source_url, modified, duration, id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """.formatted(table.sql());
        upsert = insert + """
                on conflict (id) do update
                set file_size = excluded.file_size, original_filename = excluded.original_filename, modified = excluded.modified
                """;
        updateSize = "update %s set file_size = ?, modified = ? where id = ?".formatted(table.sql());
        countDown = """
                update %s
                set file_size = case when file_size > 0 then file_size - 1 else file_size end, modified = ?
                where id = ?
                returning *
                """.formatted(table.sql());
        updateOther = "update %s set original_filename = ?, modified = ? where id = ?".formatted(table.sql());
        writeWhole = """
                update %s
                set checksum = ?, file_size = ?, file_on_disk = ?, contentnode_id = ?, assessment_item_id = ?,
                    file_format_id = ?, language_id = ?, preset_id = ?, uploaded_by_id = ?, original_filename = ?,
                    source_url = ?, modified = ?, duration = ?
                where id = ?
                """.formatted(table.sql());
        delete = "delete from %s where id = ?".formatted(table.sql());
    }

    Optional<FileRow> read(String id) throws SQLException {
        return read(readByKey, id);
    }

    Optional<FileRow> readAll(String id) throws SQLException {
        return read(readAll, id);
    }

    private Optional<FileRow> read(String query, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, id);
            return row(statement);
        }
    }

    private static Optional<FileRow> row(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(FileRow.read(rows)) : Optional.empty();
        }
    }

    /** The row as it is then. */
    Optional<FileRow> countDown(String id, OffsetDateTime modified) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(countDown)) {
            statement.setObject(1, modified);
            statement.setString(2, id);
            return row(statement);
        }
    }

    /** The keys of the files with that content; its length is part of the index. */
    List<String> find(String checksum, long fileSize) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(readByIndex)) {
            statement.setString(1, checksum);
            FileRow.bindSize(statement, 2, fileSize);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    int insert(FileRow row) throws SQLException {
        return write(insert, row);
    }

    /** Of a row that is there it writes the size, the name and the time. */
    int upsert(FileRow row) throws SQLException {
        return write(upsert, row);
    }

    int writeWhole(FileRow row) throws SQLException {
        return write(writeWhole, row);
    }

    private int write(String sql, FileRow row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            row.bind(statement);
            return statement.executeUpdate();
        }
    }

    int updateSize(String id, @Nullable Long fileSize, OffsetDateTime modified) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(updateSize)) {
            FileRow.bindSize(statement, 1, fileSize);
            statement.setObject(2, modified);
            statement.setString(3, id);
            return statement.executeUpdate();
        }
    }

    int updateOther(String id, String originalFilename, OffsetDateTime modified) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(updateOther)) {
            statement.setString(1, originalFilename);
            statement.setObject(2, modified);
            statement.setString(3, id);
            return statement.executeUpdate();
        }
    }

    int delete(String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }
}
