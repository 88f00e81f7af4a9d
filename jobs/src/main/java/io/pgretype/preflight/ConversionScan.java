package io.pgretype.preflight;

import io.pgretype.catalog.CarefulConversion;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.ContraryConversion;
import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks at every row for values that do not convert, do not come back, or become equal in a unique index, before anything
 * is touched. Not needed where a cast succeeds for every value. ACCESS SHARE, in short statements, so that no snapshot gets
 * old.
 */
final class ConversionScan {

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

    private static final String MISFITS_OF_PAGE = """
            with checked as materialized (
                select concat_ws(', ', %s) as row_key,
                       left(t.%s::text, 60) as value,
                       %s as misfit
                  from %s as t
                 where %s)
            select row_key, value, misfit
              from checked
             where misfit is not null""";

    private final Database database;
    private final QualifiedNames names;

    ConversionScan(Database database) {
        this.database = database;
        this.names = new QualifiedNames(database);
    }

    List<Problem> problems(TableUnderChange table, List<Move> moves, Looking looking) {
        List<Problem> problems = new ArrayList<>();
        // The columns whose values may become equal though they differ.
        Set<Identifier> merging = new HashSet<>();
        for (int column = 0; column < table.columns().size(); column++) {
            ColumnChange move = table.columns().get(column);
            if (!move.total()) {
                // Who wrote the conversion himself may mean to change values: then they need not come back the same.
                boolean strict = moves.get(column).convert() == null;
                Optional<Problem> problem = scan(
                        table,
                        column,
                        strict,
                        looking.begin("looking for values of %s that do not convert".formatted(move.column())));
                problem.ifPresent(problems::add);
                if (move.mayMakeEqual(strict && problem.isEmpty())) {
                    merging.add(move.column());
                }
            }
        }
        problems.addAll(duplicates(table, merging, looking));
        return problems;
    }

    private List<Problem> duplicates(TableUnderChange table, Set<Identifier> merging, Looking looking) {
        // An expression may make equal what differs in either type; not of a value that is only kept in a wider one.
        boolean wider = table.columns().stream().allMatch(ColumnChange::total);
        List<UniqueKey> keys = names.read(() -> UniqueKey.of(table, database.jdbc())).stream()
                .filter(key -> key.computed() ? !wider : key.columns().stream().anyMatch(merging::contains))
                .toList();
        return keys.stream()
                .flatMap(key -> inOwnSession(jdbc -> new DuplicateScan(jdbc, table)
                                .problem(key, looking.begin("looking for values that become equal in " + key.name())))
                        .stream())
                .toList();
    }

    private <T> T inOwnSession(Function<JdbcTemplate, T> work) {
        try (Connection connection = database.connect()) {
            return work.apply(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("no connection for the scan", e);
        }
    }

    private Optional<Problem> scan(TableUnderChange table, int column, boolean strict, LongConsumer looked) {
        return inOwnSession(jdbc -> {
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
        });
    }

    /** A row that does not convert: its key and why. */
    private record Misfit(String text) {}

    private static final class Scan {

        private final JdbcTemplate jdbc;
        private final TableUnderChange table;
        private final int column;
        private final String call;
        private final List<Misfit> listed = new ArrayList<>();
        private long count;

        Scan(JdbcTemplate jdbc, TableUnderChange table, int column, String call) {
            this.jdbc = jdbc;
            this.table = table;
            this.column = column;
            this.call = call;
        }

        /** @param looked told after each page how many rows were looked at */
        Optional<Problem> run(LongConsumer looked) {
            new TablePages(jdbc, table).each(this::look, looked);
            return count == 0 ? Optional.empty() : Optional.of(problem());
        }

        private void look(String ofPage, Object... parameters) {
            jdbc.query(
                    MISFITS_OF_PAGE.formatted(
                            table.key().texts("t"),
                            table.columns().get(column).column().sql(),
                            call,
                            table.name().sql(),
                            ofPage),
                    row -> {
                        count++;
                        if (listed.size() < LISTED) {
                            listed.add(new Misfit(
                                    "%s: '%s' %s".formatted(row.getString(1), row.getString(2), row.getString(3))));
                        }
                    },
                    parameters);
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
