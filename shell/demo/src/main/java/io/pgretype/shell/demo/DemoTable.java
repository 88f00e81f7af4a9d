package io.pgretype.shell.demo;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The table of files of a content platform: a random key, a size that has become too small, seven secondary indexes.
 *
 * <p>The columns that would be foreign keys stand alone, for their tables would add nothing to see.
 */
public final class DemoTable {

    public static final QualifiedName NAME = QualifiedName.of("public", "contentcuration_file");
    public static final Identifier COLUMN = Identifier.of("file_size");

    private static final String CREATE = """
            create table contentcuration_file (
                id char(32) not null,
                checksum varchar(400) not null,
                file_size integer,
                file_on_disk varchar(500) not null,
                contentnode_id char(32),
                assessment_item_id integer,
                file_format_id varchar(40),
                language_id varchar(14),
                preset_id varchar(150),
                uploaded_by_id integer,
                original_filename varchar(255) not null,
                source_url varchar(400),
                modified timestamptz,
                duration integer,
                constraint file_duration_positive check (duration > 0)
            )
            """;

    /** The same number makes the same row: digits of its MD5 stand for chance. */
    private static final String FILL = """
            with numbers as (
                select n, md5(n::text) as id, md5('content' || n) as checksum,
                    ('x' || substr(md5(n::text), 1, 7))::bit(28)::integer as chance
                from generate_series(?::bigint, ?::bigint) n
            )
            insert into contentcuration_file
                (id, checksum, file_size, file_on_disk, contentnode_id, assessment_item_id, file_format_id,
                 language_id, preset_id, uploaded_by_id, original_filename, source_url, modified, duration)
            select id,
                checksum,
                case when n % 1000 = 7 then 2147483647 when chance % 30 > 0 then chance end,
                '/content/storage/' || substr(checksum, 1, 1) || '/' || substr(checksum, 2, 1) || '/' || checksum,
                md5('node' || n / 3),
                case when chance % 10 = 1 then chance % 200000 end,
                (array['mp4', 'mp3', 'pdf', 'epub', 'zip', 'perseus', 'png', 'vtt'])[1 + chance % 8],
                case when chance % 3 = 0 then (array['en', 'es', 'fr-FR', 'sw', 'bn', 'ar'])[1 + chance % 6] end,
                (array['high_res_video', 'audio', 'document', 'epub', 'html5_zip', 'exercise', 'video_thumbnail',
                       'video_subtitle'])[1 + chance % 8],
                1 + chance % 5000,
                'upload ' || n || '.bin',
                case when chance % 20 = 0 then 'https://content.example.org/files/' || n end,
                timestamptz '2024-01-01 00:00:00+00' + n * interval '7 seconds',
                case when chance % 8 < 2 then 1 + chance % 7200 end
            from numbers
            """;

    private static final List<String> INDEXES = List.of(
            "alter table contentcuration_file add primary key (id)",
            "create index file_checksum_file_size_idx on contentcuration_file (checksum, file_size)",
            "create index contentcuration_file_contentnode_id_idx on contentcuration_file (contentnode_id)",
            "create index contentcuration_file_assessment_item_id_idx on contentcuration_file (assessment_item_id)",
            "create index contentcuration_file_file_format_id_idx on contentcuration_file (file_format_id)",
            "create index contentcuration_file_language_id_idx on contentcuration_file (language_id)",
            "create index contentcuration_file_preset_id_idx on contentcuration_file (preset_id)",
            "create index contentcuration_file_uploaded_by_id_idx on contentcuration_file (uploaded_by_id)");

    private DemoTable() {}

    /**
     * Creates the table and fills it, with an index build or a part of the rows on each of two connections.
     *
     * @param url a JDBC URL with all that a connection needs
     * @return how large it is, in words
     */
    public static String create(String url, long rows) throws SQLException, InterruptedException {
        execute(url, CREATE);
        inParallel(List.of(fill(url, 1, rows / 2), fill(url, rows / 2 + 1, rows)));
        // The key first and alone: adding it locks out the builds of the others.
        execute(url, INDEXES.get(0));
        inParallel(INDEXES.stream().skip(1).map(index -> building(url, index)).toList());
        execute(url, "vacuum (analyze) contentcuration_file");
        return size(url);
    }

    private static String size(String url) throws SQLException {
        String query = "select pg_size_pretty(pg_total_relation_size('contentcuration_file'))";
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Callable<Boolean> building(String url, String index) {
        return () -> {
            execute(url, index);
            return true;
        };
    }

    private static Callable<Boolean> fill(String url, long first, long last) {
        return () -> {
            try (Connection connection = DriverManager.getConnection(url);
                    PreparedStatement statement = connection.prepareStatement(FILL)) {
                statement.setLong(1, first);
                statement.setLong(2, last);
                return statement.executeUpdate() == last - first + 1;
            }
        };
    }

    private static void inParallel(List<Callable<Boolean>> tasks) throws SQLException, InterruptedException {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (Future<Boolean> done : two.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new SQLException("The demo's table could not be filled: " + e.getMessage(), e);
        } finally {
            two.shutdown();
        }
    }

    private static void execute(String url, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var jdbc = connection.createStatement()) {
            // Nothing of it is worth saving from a crash before it is complete, and index builds sort in memory.
            jdbc.execute("set synchronous_commit = off");
            jdbc.execute("set maintenance_work_mem = '256MB'");
            jdbc.execute(statement);
        }
    }
}
