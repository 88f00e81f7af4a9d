package io.pgretype.lint.stats;

import io.pgretype.change.QualifiedName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads them from a database, which may be busy. */
public final class ReadStatistics {

    private static final String SERVER = "select split_part(current_setting('server_version'), ' ', 1), now()";

    /**
     * ACCESS SHARE on catalogs only: pg_relation_size would lock the tables, and wait for whoever alters one. What few rows
     * were analyzed may be many by now.
     */
    private static final String SIZES = """
            select c.oid,
                   n.nspname,
                   c.relname,
                   c.relkind,
                   c.reltuples >= 0 or c.relkind = 'p' as known,
                   case when c.reltuples < %d
                        then greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0)
                        else c.reltuples
                    end::bigint as row_count,
                   (c.relpages + coalesce(t.relpages, 0)) * current_setting('block_size')::bigint as bytes,
                   coalesce(i.inhparent, 0) as parent
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
              left join pg_class t on t.oid = c.reltoastrelid
              left join pg_inherits i on i.inhrelid = c.oid and c.relispartition
             where c.relkind in ('r', 'p', 'm', 'i')
               and c.relpersistence <> 't'
               and n.nspname <> 'information_schema'
               and n.nspname !~ '^pg_'
             order by n.nspname, c.relname
            """.formatted(Size.SMALL_ROWS);

    private ReadStatistics() {}

    /** One of the rows. */
    private record Row(long oid, QualifiedName name, String kind, boolean known, Size size, long parent) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("oid"),
                    QualifiedName.of(row.getString("nspname"), row.getString("relname")),
                    row.getString("relkind"),
                    row.getBoolean("known"),
                    new Size(row.getLong("row_count"), row.getLong("bytes")),
                    row.getLong("parent"));
        }
    }

    /** Of all tables and indexes that users made, those of other users too. */
    public static Statistics from(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String server;
            Instant taken;
            try (ResultSet row = statement.executeQuery(SERVER)) {
                row.next();
                server = row.getString(1);
                taken = row.getObject(2, OffsetDateTime.class).toInstant();
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(SIZES)) {
                while (row.next()) {
                    rows.add(Row.of(row));
                }
            }
            return of(server, taken, rows);
        }
    }

    private static Statistics of(String server, Instant taken, List<Row> rows) {
        Map<QualifiedName, Size> tables = new HashMap<>();
        Map<QualifiedName, Size> indexes = new HashMap<>();
        List<QualifiedName> notAnalyzed = new ArrayList<>();
        for (Row row : rows) {
            List<Row> leaves = leaves(row, rows);
            Size size = leaves.stream().filter(Row::known).map(Row::size).reduce(Size.NOTHING, Size::plus);
            boolean known = leaves.stream().allMatch(Row::known);
            if (row.kind.equals("i")) {
                indexes.put(row.name, size);
            } else if (known || !size.isSmall()) {
                tables.put(row.name, size);
            } else {
                notAnalyzed.add(row.name);
            }
        }
        notAnalyzed.sort(Comparator.comparing(QualifiedName::sql));
        return new Statistics(server, taken, tables, indexes, notAnalyzed);
    }

    /** What holds the rows: itself, or the partitions of its partitions. */
    private static List<Row> leaves(Row table, List<Row> rows) {
        if (!table.kind.equals("p")) {
            return List.of(table);
        }
        return rows.stream()
                .filter(row -> row.parent == table.oid && !row.kind.equals("i"))
                .flatMap(row -> leaves(row, rows).stream())
                .toList();
    }
}
