package io.pgretype.ledger;

import io.pgretype.catalog.CarefulConversion;
import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The condition that a row is a mismatch. It never fails, whatever the row holds: conversions that can fail are tried by a
 * temporary function. A noted misfit is no mismatch.
 */
public final class MismatchCondition {

    private final String change;
    private final TableUnderChange table;
    private final Direction direction;
    private final CarefulConversion careful;

    public MismatchCondition(String change, TableUnderChange table, Direction direction) {
        this.change = change;
        this.table = table;
        this.direction = direction;
        this.careful = new CarefulConversion(table, direction, false);
    }

    /** Before the condition is used, in each transaction: creates what it calls. Locks nothing of the application's. */
    public void prepare(JdbcOperations jdbc) {
        for (int column = 0; column < table.columns().size(); column++) {
            if (!table.columns().get(column).total()
                    && !Boolean.TRUE.equals(jdbc.queryForObject(careful.exists(column), Boolean.class))) {
                jdbc.execute(careful.createFunction(column));
            }
        }
    }

    /** That the value of the column with that number is a mismatch, in the row known as {@code alias}. */
    public String of(int column, String alias) {
        ColumnChange move = table.columns().get(column);
        String differs = PlainStatement.withParameters(move.differs(direction, alias));
        String known = move.total()
                ? differs
                // CASE keeps the order: the conversion is tried only where it is known to succeed.
                : "case when %s is null then %s else true end".formatted(careful.call(column, alias), differs);
        return direction == Direction.FORWARD
                ? known
                : "%s\n   and not (%s)".formatted(known, Misfits.isNoted(change, table, move, alias));
    }

    /** That any value is, in the row known as {@code alias}. */
    public String ofAny(String alias) {
        return IntStream.range(0, table.columns().size())
                .mapToObj(column -> "(" + of(column, alias) + ")")
                .collect(Collectors.joining("\n    or "));
    }
}
