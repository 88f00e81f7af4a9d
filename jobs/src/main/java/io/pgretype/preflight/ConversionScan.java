package io.pgretype.preflight;

import io.pgretype.catalog.CarefulConversion;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.ContraryConversion;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KeyColumns;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Move;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks at every row for values that do not convert, or do not come back, before anything is touched. Not needed where a
 * cast succeeds for every value. ACCESS SHARE, in short statements, so that no snapshot gets old.
 */
final class ConversionScan {

    private static final int PAGE = 50_000;
    private static final int LISTED = 20;

    /** A value that converts, but to what a setting decides. */
    private static final String BY_SETTING = """
            coalesce(
                %s,
                case
                    when %s
                    then 'becomes another value under another DateStyle, TimeZone, IntervalStyle or xmloption: fix it in the'
                         ' function of the conversion (alter function … set datestyle = …)'
                end)""";

    private static final String END_OF_PAGE = """
            select %s
              from %s as t
             where %s
             order by %s
            offset ?
             limit 1""";

    private static final String MISFITS_OF_PAGE = """
            with checked as materialized (
                select concat_ws(', ', %s) as row_key,
                       left(t.%s::text, 60) as value,
                       %s as misfit
                  from %s as t
                 where %s
                   and %s)
            select row_key, value, misfit
              from checked
             where misfit is not null""";

    private final Database database;

    ConversionScan(Database database) {
        this.database = database;
    }

    List<Problem> problems(
            TableUnderChange table, List<Move> moves, Consumer<String> doing, BooleanSupplier stopRequested) {
        List<Problem> problems = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            ColumnChange move = table.columns().get(column);
            if (!move.total()) {
                String what = "looking for values of %s that do not convert".formatted(move.column());
                doing.accept(what);
                // Who wrote the conversion himself may mean to change values: then they need not come back the same.
                boolean strict = moves.get(column).convert() == null;
                scan(table, column, strict, rows -> {
                            if (stopRequested.getAsBoolean()) {
                                throw new CancellationException("stopped " + what);
                            }
                            doing.accept("%s, %d rows so far".formatted(what, rows));
                        })
                        .ifPresent(problems::add);
            }
        }
        return problems;
    }

    private Optional<Problem> scan(TableUnderChange table, int column, boolean strict, LongConsumer looked) {
        try (Connection connection = database.connect()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            CarefulConversion careful = new CarefulConversion(table, strict);
            jdbc.execute(careful.createFunction(column));
            String misfit = careful.call(column, "t");
            ContraryConversion contrary = new ContraryConversion(table, column);
            if (contrary.isWorthALook()) {
                jdbc.execute(contrary.createFunction());
                misfit = BY_SETTING.formatted(misfit, contrary.differs("t"));
            }
            try {
                return new Scan(jdbc, table, column, misfit).run(looked);
            } finally {
                jdbc.execute(careful.dropFunction(column));
            }
        } catch (SQLException e) {
            throw new org.springframework.jdbc.CannotGetJdbcConnectionException("no connection for the scan", e);
        }
    }

    /** A row that does not convert: its key and why. */
    private record Misfit(String text) {}

    private static final class Scan {

        private final JdbcTemplate jdbc;
        private final TableUnderChange table;
        private final KeyColumns key;
        private final int column;
        private final String call;
        private final List<Misfit> listed = new ArrayList<>();
        private long count;

        Scan(JdbcTemplate jdbc, TableUnderChange table, int column, String call) {
            this.jdbc = jdbc;
            this.table = table;
            this.key = table.key(Direction.FORWARD);
            this.column = column;
            this.call = call;
        }

        /** @param looked told after each page how many rows were looked at */
        Optional<Problem> run(LongConsumer looked) {
            List<Object> after = List.of();
            long rows = 0;
            while (true) {
                List<Object> last = lastOfPage(after);
                look(after, last);
                if (last.isEmpty()) {
                    break;
                }
                after = last;
                rows += PAGE;
                looked.accept(rows);
            }
            return count == 0 ? Optional.empty() : Optional.of(problem());
        }

        /** The key that ends the page, empty for the last page. */
        private List<Object> lastOfPage(List<Object> after) {
            List<Object> parameters = new ArrayList<>(after);
            parameters.add(PAGE - 1);
            return jdbc
                    .query(
                            END_OF_PAGE.formatted(key.texts("t"), table.name().sql(), isAfter(after), key.list("t")),
                            (row, number) -> {
                                List<Object> values = new ArrayList<>();
                                for (int i = 1; i <= key.size(); i++) {
                                    values.add(row.getString(i));
                                }
                                return values;
                            },
                            parameters.toArray())
                    .stream()
                    .findFirst()
                    .orElse(List.of());
        }

        private void look(List<Object> after, List<Object> last) {
            List<Object> parameters = new ArrayList<>(after);
            parameters.addAll(last);
            jdbc.query(
                    MISFITS_OF_PAGE.formatted(
                            key.texts("t"),
                            table.columns().get(column).column().sql(),
                            call,
                            table.name().sql(),
                            isAfter(after),
                            last.isEmpty() ? "true" : key.compare("t", "<=")),
                    row -> {
                        count++;
                        if (listed.size() < LISTED) {
                            listed.add(new Misfit(
                                    "%s: '%s' %s".formatted(row.getString(1), row.getString(2), row.getString(3))));
                        }
                    },
                    parameters.toArray());
        }

        private String isAfter(List<Object> after) {
            return after.isEmpty() ? "true" : key.compare("t", ">");
        }

        private Problem problem() {
            ColumnChange move = table.columns().get(column);
            String rows = String.join(
                    System.lineSeparator() + "            ",
                    listed.stream().map(Misfit::text).toList());
            return new Problem(
                    ProblemCode.ROWS_DO_NOT_CONVERT,
                    "%d rows of %s have a value of %s that does not become %s and come back."
                            .formatted(count, table.name(), move.column(), move.newType()),
                    "the first %d by key:%n            %s".formatted(listed.size(), rows),
                    Problem.NOTHING_CHANGED,
                    "Correct those rows, or write 'convert:' and 'convert-back:' that say what becomes of them.");
        }
    }
}
