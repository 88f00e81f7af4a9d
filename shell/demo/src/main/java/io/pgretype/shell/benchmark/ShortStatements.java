package io.pgretype.shell.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a session of the application does over one connection, each statement a transaction of its own: 60 of a hundred
 * read a row by its key, 35 change a column of one that has no index, 5 insert one.
 */
final class ShortStatements implements AutoCloseable {

    private static final int READS = 60;
    private static final int UPDATES = 35;

    private final Connection connection;
    private final PreparedStatement read;
    private final PreparedStatement update;
    private final PreparedStatement insert;
    private final long rows;
    private final AtomicLong newRows;
    private final SplittableRandom random;

    /** @param newRows the number of the last row inserted, by whatever session */
    ShortStatements(String url, BenchmarkCase kind, AtomicLong newRows, SplittableRandom random) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "traffic");
        this.connection = DriverManager.getConnection(url, properties);
        this.rows = kind.rows();
        this.newRows = newRows;
        this.random = random;
        String key = kind.key().ofNumber("cast(? as bigint)");
        this.read = connection.prepareStatement("""
                select id, file_size, duration, title, modified
                from file
                where id = %s
                """.formatted(key));
        this.update = connection.prepareStatement("""
                update file
                set duration = ?
                where id = %s
                """.formatted(key));
        this.insert = connection.prepareStatement(BenchmarkTable.fill(kind));
    }

    /** Runs the next one. */
    void next() throws SQLException {
        int chance = random.nextInt(100);
        if (chance < READS) {
            read.setLong(1, anyRow());
            read.executeQuery().close();
        } else if (chance < READS + UPDATES) {
            update.setInt(1, random.nextInt(7200));
            update.setLong(2, anyRow());
            update.executeUpdate();
        } else {
            long number = newRows.incrementAndGet();
            insert.setLong(1, number);
            insert.setLong(2, number);
            insert.executeUpdate();
        }
    }

    private long anyRow() {
        return 1 + random.nextLong(rows);
    }

    boolean isConnected() {
        try {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
