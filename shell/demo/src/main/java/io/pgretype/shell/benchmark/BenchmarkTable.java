package io.pgretype.shell.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of a case, filled in the order of its rows' numbers: keys that follow it lie in order, others do not. */
final class BenchmarkTable {

    private static final String CREATE = """
            create table file (
                id %s not null,
                created timestamptz not null,
                modified timestamptz not null,
                file_size integer,
                duration integer,
                uploaded_by integer not null,
                node integer not null,
                format text not null,
                language text not null,
                title text not null,
                checksum text not null,
                description text not null
            )
            """;

    /** The same number makes the same row: digits of its MD5 stand for chance. */
    private static final String FILL = """
            insert into file
                (id, created, modified, file_size, duration, uploaded_by, node, format, language, title, checksum,
                 description)
            select %s,
                timestamptz '2024-01-01 00:00:00+00' + n * interval '7 seconds',
                timestamptz '2024-01-01 00:00:00+00' + n * interval '7 seconds'
                    + chance %% 2592000 * interval '1 second',
                case when chance %% 30 > 0 then chance end,
                chance %% 7200,
                chance %% 5000,
                n / 3,
                (array['mp4', 'mp3', 'pdf', 'zip', 'png', 'vtt'])[1 + chance %% 6],
                (array['en', 'es', 'fr', 'sw', 'bn'])[1 + chance %% 5],
                'file ' || chance,
                checksum,
                repeat('x', %d)
            from (
                select n, md5('content' || n) as checksum,
                    ('x' || substr(md5('content' || n), 1, 7))::bit(28)::integer as chance
                from generate_series(cast(? as bigint), cast(? as bigint)) n
            ) numbers
            """;

    /** Some in any order, some in about the order of the rows, some with few values; the first three are one of each, the last is the one that changes. */
    private static final List<String> INDEXED = List.of(
            "checksum", "modified", "format", "uploaded_by", "node", "title", "language", "created", "file_size");

    /** What a row takes beside its key and its description, with its header; see {@code BenchmarkTableIT}. */
    private static final int OTHER_BYTES = 112;

    private BenchmarkTable() {}

    /** Creates and fills it; everybody else must be kept away meanwhile. */
    static void create(String url, BenchmarkCase kind) throws SQLException, InterruptedException {
        SqlClient.execute(url, CREATE.formatted(kind.key().type()));
        try (SqlClient client = careless(url)) {
            client.update(fill(kind), 1, kind.rows());
            client.execute("alter table file add primary key (id)");
        }
        List<Parallel.Task> builds = new ArrayList<>();
        for (String column : INDEXED.subList(0, kind.indexes())) {
            builds.add(() -> {
                try (SqlClient client = careless(url)) {
                    client.execute("create index file_%1$s_idx on file (%1$s)".formatted(column));
                }
            });
        }
        Parallel.run(2, builds);
        SqlClient.execute(url, "vacuum (analyze) file");
    }

    /** Inserts the rows with the numbers from one to another, both included. */
    static String fill(BenchmarkCase kind) {
        int keyBytes =
                switch (kind.key()) {
                    case SEQUENTIAL -> 8;
                    case UUID -> 16;
                    // With what aligns the next column.
                    case RANDOM -> 40;
                };
        return FILL.formatted(kind.key().ofNumber("n"), Math.max(0, kind.rowBytes() - OTHER_BYTES - keyBytes));
    }

    /** Nothing of it is worth saving from a crash before it is complete. */
    private static SqlClient careless(String url) throws SQLException {
        SqlClient client = new SqlClient(url);
        client.execute("set synchronous_commit = off");
        client.execute("set maintenance_work_mem = '256MB'");
        return client;
    }
}
