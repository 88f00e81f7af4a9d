package io.pgretype.shell.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The file that did not fit before: three billion bytes. */
final class WideValue {

    private static final long SIZE = 3_000_000_000L;
    private static final String CHECKSUM = "a file of three billion bytes";

    private static final String INSERT = """
            insert into contentcuration_file (id, checksum, file_size, file_on_disk, original_filename)
            values (md5(?), ?, ?, '/content/storage/large.mp4', 'large.mp4')
            """;

    private static final String FIND = """
            select file_size, pg_typeof(file_size)
            from contentcuration_file
            where checksum = ? and file_size = ?
            """;

    private WideValue() {}

    /** What the server says to it: in words, whether it took it or not. */
    static String tryInsert(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            insert(connection);
            return "insert of file_size = %d: accepted".formatted(SIZE);
        } catch (SQLException e) {
            // Numeric value out of range is what is to be shown; anything else is an error.
            if (!"22003".equals(e.getSQLState())) {
                throw e;
            }
            return "insert of file_size = %d: %s".formatted(SIZE, e.getMessage());
        }
    }

    /** Whether it is found again by its content and size, as a bigint. */
    static boolean isReadBack(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, CHECKSUM);
            statement.setLong(2, SIZE);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        && rows.getLong(1) == SIZE
                        && rows.getString(2).equals("bigint");
            }
        }
    }

    private static void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, CHECKSUM);
            statement.setString(2, CHECKSUM);
            statement.setLong(3, SIZE);
            statement.executeUpdate();
        }
    }
}
