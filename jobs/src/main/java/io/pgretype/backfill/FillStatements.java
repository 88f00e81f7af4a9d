package io.pgretype.backfill;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements that fill rows. All take one array of texts for each column of the rows' addresses. ROW EXCLUSIVE;
 * repeating them touches no row that is right already.
 */
final class FillStatements {

    private static final String FILL_UNLOCKED = """
            with unlocked as materialized (
                select %s
                  from %s as t
                  join %s
                    on %s
                 where (%s)
                   for no key update of t skip locked)
            update %s as t
               set %s
              from unlocked
             where (%s) = (%s)
            returning array[%s] as row_key""";

    private final TableUnderChange table;

    FillStatements(TableUnderChange table) {
        this.table = table;
    }

    /** Fills the rows; waits for rows that others have locked. */
    String fill(Address address) {
        return update(address, isLeft());
    }

    /** Fills the rows, whether they are right already or not: to see how long it takes. */
    String fillAgain() {
        return update(Address.ofKeys(table), "true");
    }

    private String update(Address address, String condition) {
        return """
        update %s as t
           set %s
        %s
           and (%s)""".formatted(table.name().sql(), assignments(), address.ofUpdate(table), condition);
    }

    /** Fills the rows that nobody else has locked, waits for none, and returns the keys of those it reached. */
    String fillUnlocked() {
        return FILL_UNLOCKED.formatted(
                table.key(Direction.FORWARD).list("t"),
                table.name().sql(),
                Address.ofKeys(table).rows(table),
                Address.ofKeys(table).matches(table),
                isLeft(),
                table.name().sql(),
                assignments(),
                table.key(Direction.FORWARD).list("t"),
                table.key(Direction.FORWARD).list("unlocked"),
                // Of a place, the one that the row had.
                table.key(Direction.FORWARD).texts("unlocked"));
    }

    /** Selects the keys of those rows that are not filled. */
    String keysLeft(Address address) {
        return """
        select array[%s] as row_key
        %s
           and (%s)""".formatted(table.key(Direction.FORWARD).texts("t"), address.ofSelect(table), isLeft());
    }

    /**
     * Where a conversion can fail it must not stand in the statement, or one bad row would fail the chunk. Then rows are
     * only touched: the mirror fires, converts what converts and leaves NULL where it does not, for verify to find.
     */
    private String assignments() {
        Function<ColumnChange, String> value = table.total()
                ? column -> column.converted(Direction.FORWARD, "t")
                : column -> "t." + column.newColumn().sql();
        return table.columns().stream()
                .map(column -> "%s = %s".formatted(column.newColumn().sql(), value.apply(column)))
                .collect(Collectors.joining(",\n       "));
    }

    /** The condition that row {@code t} is not filled. NULL even where the old value is: a conversion may make one of it. */
    String isLeft() {
        return table.total()
                ? table.differs(Direction.FORWARD, "t")
                : table.columns().stream()
                        .map(column ->
                                "t.%s is null".formatted(column.newColumn().sql()))
                        .collect(Collectors.joining(" or "));
    }
}
