package io.pgretype.shell.benchmark;

import io.pgretype.shell.demo.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table, and the server it is in.
 *
 * @param indexes beside the primary key's; the ninth is on the column that is changed
 * @param rowBytes of one row with its header, about
 * @param server for a table of {@link #REFERENCE_ROWS}; a smaller table gets a smaller one, so that ratios stay
 * @param autovacuum whether it is on, as servers have it; off, so that it does not come into one measurement and not
 *     into another
 */
public record BenchmarkCase(KeyKind key, int indexes, int rowBytes, ServerSize server, boolean autovacuum, long rows) {

    /** From here on the server's memory and WAL are what their names say. */
    public static final long REFERENCE_ROWS = 2_000_000;

    /** Rows in the order of their key, the easiest table there is. */
    public static final String SEQUENTIAL = "sequential";

    /** Rows in any order and a WAL that is too small for them. */
    public static final String RANDOM = "random";

    /** Whether the cost of a row grows with the table. */
    public static final List<Long> SCALE = List.of(1_000_000L, 2_000_000L, 4_000_000L, 10_000_000L);

    private static final int MOST_INDEXES = 9;
    private static final int LEAST_ROW_BYTES = 200;
    private static final int MOST_ROW_BYTES = 1900;

    private static final Pattern NAME = Pattern.compile("([a-z]+)-(\\d)-(\\d{1,4})-([a-z]+)");

    public BenchmarkCase {
        if (indexes < 0 || indexes > MOST_INDEXES) {
            throw new IllegalArgumentException("%d indexes: 0 to %d are possible".formatted(indexes, MOST_INDEXES));
        }
        if (rowBytes < LEAST_ROW_BYTES || rowBytes > MOST_ROW_BYTES) {
            throw new IllegalArgumentException(
                    "rows of %d bytes: %d to %d are possible".formatted(rowBytes, LEAST_ROW_BYTES, MOST_ROW_BYTES));
        }
        if (rows < 1) {
            throw new IllegalArgumentException("a table of %d rows".formatted(rows));
        }
    }

    /**
     * Reads a name such as {@code sequential}, {@code random} or {@code uuid-3-1000-small}; with {@link #REFERENCE_ROWS}.
     *
     * @throws IllegalArgumentException with the form to write
     */
    public static BenchmarkCase parse(String name) {
        if (name.equals(SEQUENTIAL)) {
            return new BenchmarkCase(KeyKind.SEQUENTIAL, 8, 250, ServerSize.DEFAULT, false, REFERENCE_ROWS);
        }
        if (name.equals(RANDOM)) {
            return new BenchmarkCase(KeyKind.RANDOM, 8, 250, ServerSize.SMALL, false, REFERENCE_ROWS);
        }
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw unknown(name);
        }
        return new BenchmarkCase(
                oneOf(KeyKind.values(), KeyKind::text, parts.group(1), name),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                oneOf(ServerSize.values(), ServerSize::text, parts.group(4), name),
                false,
                REFERENCE_ROWS);
    }

    private static <T> T oneOf(T[] values, Function<T, String> text, String wanted, String name) {
        return Arrays.stream(values)
                .filter(value -> text.apply(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "'%s' is no case: sequential, random, or key-indexes-bytes-wal such as uuid-3-1000-small"
                        .formatted(name));
    }

    /** All combinations: 24 cases. */
    public static List<BenchmarkCase> matrix() {
        List<BenchmarkCase> cases = new ArrayList<>();
        for (KeyKind key : List.of(KeyKind.SEQUENTIAL, KeyKind.RANDOM)) {
            for (int indexes : new int[] {0, 3, 8}) {
                for (int rowBytes : new int[] {200, 1000}) {
                    for (ServerSize server : List.of(ServerSize.DEFAULT, ServerSize.SMALL)) {
                        cases.add(new BenchmarkCase(key, indexes, rowBytes, server, false, REFERENCE_ROWS));
                    }
                }
            }
        }
        return cases;
    }

    /** The same table on a server that suits an application's traffic. */
    BenchmarkCase forTraffic() {
        return new BenchmarkCase(key, indexes, rowBytes, ServerSize.LARGE, autovacuum, rows);
    }

    /** The same table with so many rows. */
    public BenchmarkCase withRows(long count) {
        return new BenchmarkCase(key, indexes, rowBytes, server, autovacuum, count);
    }

    /** The same table on a server whose autovacuum is on. */
    public BenchmarkCase withAutovacuum() {
        return new BenchmarkCase(key, indexes, rowBytes, server, true, rows);
    }

    /** In its long form: {@code sequential-8-250-default}. */
    public String name() {
        return "%s-%d-%d-%s".formatted(key.text(), indexes, rowBytes, server.text());
    }

    /** For people. */
    String description() {
        return "%s rows of %d bytes, %s, %s, shared_buffers %d MB, max_wal_size %d MB, autovacuum %s"
                .formatted(
                        Figures.count(rows),
                        rowBytes,
                        key.description(),
                        indexes == 0 ? "no other index" : indexes + " other indexes",
                        sharedBuffersMegabytes(),
                        maxWalMegabytes(),
                        autovacuum ? "on" : "off");
    }

    int maxWalMegabytes() {
        return server.maxWalMegabytes(scale(rows));
    }

    int sharedBuffersMegabytes() {
        return server.sharedBuffersMegabytes(scale(rows));
    }

    private static double scale(long rows) {
        return Math.min(1, rows / (double) REFERENCE_ROWS);
    }
}
