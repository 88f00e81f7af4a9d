package io.pgretype.throttle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Updates a row of its own and commits, again and again, to feel how long that takes an application. */
final class Canary {

    private static final Duration OFTEN = Duration.ofMillis(8);
    private static final Duration SELDOM = Duration.ofMillis(200);

    private final long run;
    private final BooleanSupplier often;
    private final Listener listener;

    /** @param often whether somebody wants to know exactly */
    Canary(long run, BooleanSupplier often, Listener listener) {
        this.run = run;
        this.often = often;
        this.listener = listener;
    }

    /** Is told every beat. */
    interface Listener {
        /**
         * A commit has ended.
         *
         * @param latency in nanoseconds
         * @param interval in which they are due
         */
        void felt(long latency, Duration interval);
    }

    /** Takes over the row that a crash of the same run has left, and removes it in the end. */
    void sing(ReaderSession session, Loop.Rest rest) throws SQLException, InterruptedException {
        Connection connection = session.connection();
        String place = place(connection);
        // By its place in the table: under a long snapshot the index leads to ever more dead versions first.
        try (PreparedStatement update = connection.prepareStatement("""
                update pgretype.canary
                   set beat = beat + 1
                 where ctid = ?::tid
                   and run = ?
                returning ctid""")) {
            update.setLong(2, run);
            Duration interval = OFTEN;
            do {
                update.setString(1, place);
                long begun = System.nanoTime();
                String moved = row(update);
                if (moved == null) {
                    // Somebody has rewritten the table.
                    place = place(connection);
                } else {
                    place = moved;
                    listener.felt(System.nanoTime() - begun, interval);
                }
                interval = often.getAsBoolean() ? OFTEN : SELDOM;
            } while (rest.goesOnAfter(interval));
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from pgretype.canary where run = ?")) {
            delete.setLong(1, run);
            delete.executeUpdate();
        }
    }

    private String place(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into pgretype.canary (run)
                values (?)
                on conflict (run) do update
                   set beat = 0
                returning ctid""")) {
            insert.setLong(1, run);
            return Objects.requireNonNull(row(insert), "the canary's row");
        }
    }

    private static @Nullable String row(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
