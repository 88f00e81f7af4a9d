package io.pgretype.shell.benchmark;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a method on a fresh copy and reads what it took from the server's own figures. */
final class Meter {

    private static final int SECONDS_TO_LEAVE = 60;

    private final Workplace place;
    private final OpenWork open;

    Meter(Workplace place, OpenWork open) {
        this.place = place;
        this.open = open;
    }

    /**
     * Measures it once.
     *
     * @throws ProblemException if the method refused, or left a row without its new value
     */
    Measurement measure(Method method) throws IOException, SQLException, InterruptedException {
        try (SqlClient client = new SqlClient(place.url())) {
            Work work = open.begin(method.at(place));
            work.prepare();
            Sizes before = Sizes.read(client);
            client.execute("checkpoint");
            String walBefore = wal(client);
            long start = System.nanoTime();
            work.run();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            long walBytes = client.number("select pg_current_wal_insert_lsn() - cast(? as pg_lsn)", walBefore);
            open.close();
            Sizes after = Sizes.read(client);
            refuseUnfinished(method, client.number(work.rowsLeft()));
            return new Measurement(
                    place.kind(),
                    method,
                    took,
                    walBytes,
                    growth(before.table(), after.table()),
                    growth(before.indexes(), after.indexes()),
                    hotShare(client),
                    work.phases());
        } finally {
            open.close();
        }
    }

    private static String wal(SqlClient client) throws SQLException {
        return String.valueOf(client.text("select pg_current_wal_insert_lsn()"));
    }

    private record Sizes(long table, long indexes) {

        static Sizes read(SqlClient client) throws SQLException {
            return new Sizes(
                    client.number("select pg_relation_size('file')"), client.number("select pg_indexes_size('file')"));
        }
    }

    private static double growth(long before, long after) {
        return (after - before) / (double) before;
    }

    /** A session hands in its figures before it leaves, so they are complete when all have left. */
    private static @Nullable Double hotShare(SqlClient client) throws SQLException, InterruptedException {
        String others = """
                select count(*)
                from pg_stat_activity
                where datname = current_database()
                    and pid <> pg_backend_pid()
                    and backend_type in ('client backend', 'parallel worker')
                """;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_LEAVE);
        while (client.number(others) > 0) {
            if (System.nanoTime() > deadline) {
                throw new SQLException("Sessions of the method measured do not end.");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        String share = """
                select n_tup_hot_upd::double precision / nullif(n_tup_upd, 0)
                from pg_stat_user_tables
                where relid = 'file'::regclass
                """;
        String read = client.text(share);
        return read == null ? null : Double.valueOf(read);
    }

    private static void refuseUnfinished(Method method, long rowsLeft) {
        if (rowsLeft > 0) {
            throw new ProblemException(new Problem(
                    ProblemCode.ROWS_LEFT,
                    "%s ended, but not all rows have their new value.".formatted(method.text()),
                    "%d rows are left, none may be".formatted(rowsLeft),
                    "Its time would say nothing, so the benchmark ended.",
                    "Report it with the benchmark's output: this must not happen."));
        }
    }
}
