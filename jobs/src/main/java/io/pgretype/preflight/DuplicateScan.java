package io.pgretype.preflight;

import static java.util.stream.Collectors.joining;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.ConversionOrNull;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for rows that differ in a unique index now and would be equal in its twin, before the twin is built. The keys that
 * the twin would have are collected in a temporary table, page by page; of those that are there twice the rows are read
 * once more, all at the same time, since a row may have been written again meanwhile under another key.
 */
final class DuplicateScan {

    private static final String KEYS = "pg_temp.pgretype_keys";
    private static final int LISTED = 20;

    /** Those that are looked at once more. */
    private static final int MOST = 1000;

    /** The rows as the twin sees them: in the innermost query, the columns under change have their new values. */
    private static final String ROWS = """
            %s as t
              cross join lateral (
                  select %s,
                         (%s) as has_row
                    from (select %s) as converted) as k""";

    private static final String CREATE_KEYS = """
            create temporary table pgretype_keys as
            select %s
              from %s
              with no data""";

    private static final String COLLECT = """
            insert into %s
            select %s
              from %s
             where k.has_row
               and %s
               and %s""";

    private static final String DUPLICATES = """
            with repeated as materialized (
                select %1$s
                  from %2$s as k
                 group by %1$s
                having count(*) > 1
                 limit %9$d)
            select concat_ws(', ', %3$s) as becomes,
                   count(*) as rows,
                   array_to_string(
                       (array_agg(format('''%%s'' (%%s)', left(concat_ws(', ', %4$s), 60), concat_ws(', ', %5$s))
                            order by %6$s))[1:3],
                       ', ') as examples
              from %7$s
              join repeated
                on %8$s
             where k.has_row
             group by %1$s
            having count(*) > 1
             order by %1$s""";

    private final JdbcTemplate jdbc;
    private final TableUnderChange table;

    DuplicateScan(JdbcTemplate jdbc, TableUnderChange table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /** Needs TEMPORARY on the database; the table is locked ACCESS SHARE. */
    Optional<Problem> problem(UniqueKey key, LongConsumer looked) {
        try {
            functions(ConversionOrNull::createFunction);
            jdbc.execute("drop table if exists " + KEYS);
            jdbc.execute(CREATE_KEYS.formatted(key.list("k"), rows(key)));
            String rows = PlainStatement.withParameters(rows(key));
            new TablePages(jdbc, table)
                    .each(
                            (condition, parameters) -> jdbc.update(
                                    COLLECT.formatted(KEYS, key.list("k"), rows, key.notNull("k"), condition),
                                    parameters),
                            looked);
            List<String> found = found(key);
            return found.isEmpty() ? Optional.empty() : Optional.of(problem(key, found));
        } finally {
            jdbc.execute("drop table if exists " + KEYS);
            functions(ConversionOrNull::dropFunction);
        }
    }

    private void functions(Function<ConversionOrNull, String> statement) {
        table.columns().forEach(column -> jdbc.execute(statement.apply(new ConversionOrNull(table, column))));
    }

    private String rows(UniqueKey key) {
        return ROWS.formatted(
                table.name().sql(),
                key.selected(),
                key.predicate(),
                key.all().stream().map(this::value).collect(joining(", ")));
    }

    private String value(Identifier name) {
        return table.columns().stream()
                .filter(column -> column.column().equals(name))
                .findFirst()
                .map(column -> "%s as %s".formatted(new ConversionOrNull(table, column).call("t"), name.sql()))
                .orElse("t." + name.sql());
    }

    private List<String> found(UniqueKey key) {
        String keys = key.list("k");
        String ofRow = table.key().texts("t");
        return jdbc.query(
                DUPLICATES.formatted(
                        keys,
                        KEYS,
                        keys,
                        table.columns().stream()
                                .map(ColumnChange::column)
                                .filter(column ->
                                        key.computed() || key.columns().contains(column))
                                .map(column -> "t.%s::text".formatted(column.sql()))
                                .collect(joining(", ")),
                        ofRow,
                        table.key().list("t"),
                        rows(key),
                        key.equal("k", "repeated"),
                        MOST),
                (row, number) -> "%s, of %s%s"
                        .formatted(
                                row.getString("becomes"),
                                row.getString("examples"),
                                row.getLong("rows") > 3 ? " and %d more".formatted(row.getLong("rows") - 3) : ""));
    }

    private Problem problem(UniqueKey key, List<String> found) {
        String separator = System.lineSeparator() + "            ";
        return new Problem(
                ProblemCode.VALUES_BECOME_EQUAL,
                "Values of %s that differ now would be equal in the new type, and unique index %s allows each once."
                        .formatted(table.name(), key.name()),
                "%s that several rows would have, each with the rows' old values and keys:%s%s"
                        .formatted(
                                count(found.size()),
                                separator,
                                found.stream().limit(LISTED).collect(joining(separator))),
                Problem.NOTHING_CHANGED,
                "Keep one row of each and remove the others, or give them other values; let what refers to them by the old text%s"
                                .formatted(referring(key))
                        + " refer to the one that stays. Then run the same command again.");
    }

    private static String count(int found) {
        if (found == 1) {
            return "1 value";
        }
        return (found < MOST ? "" : "at least ") + found + " values";
    }

    /** What holds a value as text without a foreign key only its owner knows, or plan guesses. */
    private String referring(UniqueKey key) {
        List<String> columns = ReferringColumns.of(table.oid(), key.columns(), JdbcClient.create(jdbc));
        return columns.isEmpty() ? "" : ", in %s,".formatted(String.join(", ", columns));
    }
}
