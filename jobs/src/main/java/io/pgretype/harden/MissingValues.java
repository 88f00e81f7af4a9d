package io.pgretype.harden;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.phase.Assignment;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows without a value in a new column that must be NOT NULL. Either the mirror was away when they were written, and
 * backfill can fill them; or their old values do not convert, and only a person can help.
 */
final class MissingValues {

    private static final int LOOKED_AT = 10;

    private static final String WITHOUT_VALUE = """
            select array_to_string(array[%s], ', ') as row_key,
                   t.%s::text as old_value,
                   t.ctid::text as place
              from %s as t
             where t.%s is null
             limit %d""";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Assignment assignment;
    private final TableUnderChange table;
    private final ColumnChange column;

    MissingValues(Ledger ledger, Assignment assignment, TableUnderChange table, ColumnChange column) {
        this.jdbc = ledger.database().jdbc();
        this.ledger = ledger;
        this.assignment = assignment;
        this.table = table;
        this.column = column;
    }

    private record Row(String rowKey, String oldValue, String place) {

        String text() {
            return rowKey + ": " + oldValue;
        }
    }

    /**
     * Says which they are. Where backfill can fill one of them the change is led back to it.
     *
     * @throws ProblemException {@code values-missing} or {@code mismatches}; none where there are no such rows
     */
    void refuse() {
        List<Row> rows = jdbc.sql(WITHOUT_VALUE.formatted(
                        table.key(Direction.FORWARD).texts("t"),
                        column.column().sql(),
                        table.name().sql(),
                        column.newColumn().sql(),
                        LOOKED_AT))
                .query(Row.class)
                .list();
        if (rows.isEmpty()) {
            return;
        }
        String change = assignment.change().name();
        String found =
                rows.stream().map(Row::text).collect(Collectors.joining(System.lineSeparator() + "            "));
        if (rows.stream().anyMatch(this::converts)) {
            ledger.transitions().enter(change, Phase.EXPANDED, assignment.run(), null);
            throw new ProblemException(toFill(found));
        }
        throw new ProblemException(doNotConvert(found));
    }

    private boolean converts(Row row) {
        try {
            return jdbc.sql("select (%s) is not null from %s as t where t.ctid = cast(? as tid)"
                            .formatted(
                                    PlainStatement.withParameters(column.converted(Direction.FORWARD, "t")),
                                    table.name().sql()))
                    .param(row.place)
                    .query(Boolean.class)
                    .optional()
                    // It has moved, so somebody has written it.
                    .orElse(true);
        } catch (DataAccessException e) {
            return false;
        }
    }

    private Problem toFill(String found) {
        return new Problem(
                ProblemCode.VALUES_MISSING,
                "Rows of %s must be filled first.".formatted(table.name()),
                "the mirror was away when they were written, so they have no %s; the first by key, with the old value:%n            %s"
                        .formatted(column.newColumn(), found),
                "The change is expanded again; what harden has made stays.",
                "Type: ./pgretype backfill %s; then the same command again."
                        .formatted(assignment.change().name()));
    }

    private Problem doNotConvert(String found) {
        return new Problem(
                ProblemCode.MISMATCHES,
                "Rows of %s have no value for %s, which must be NOT NULL.".formatted(table.name(), column.newColumn()),
                "their old values do not convert; the first by key:%n            %s".formatted(found),
                "The old column is as it was; what harden has made stays.",
                "Correct these values or delete the rows, then run the same command again; it goes on where it was.");
    }
}
