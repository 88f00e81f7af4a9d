package io.pgretype.catalog;

import io.pgretype.change.DollarQuoted;
import io.pgretype.session.ValueSettings;
import java.util.Objects;
import java.util.Set;

/**
 * A temporary function that says of a row whether its old value converts, and never fails itself: for looking at values
 * that may not convert.
 */
public final class CarefulConversion {

    /** Types that have no operator =, or one that compares areas. */
    private static final Set<String> WITHOUT_EQUALITY =
            Set.of("json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle");

    private static final String CREATE_FUNCTION = """
            create or replace function %s(%s %s)
            returns text
            language plpgsql
            %s
            as %s""";

    private static final String BODY = """
            declare
                before %1$s := %2$s;
                new_value %3$s;
            begin
                new_value := %4$s;
                %2$s := %5$s;
                if %6$s then
                    return 'becomes ' || coalesce(new_value::text, 'NULL') || ' and would come back as '
                        || coalesce(%2$s::text, 'NULL');
                end if;
                return null;
            exception when others then
                return sqlerrm;
            end""";

    private final TableUnderChange table;
    private final Direction direction;
    private final boolean strict;

    /** @param strict whether an old value must come back just as it was, or only as one that converts to the same */
    public CarefulConversion(TableUnderChange table, boolean strict) {
        this(table, Direction.FORWARD, strict);
    }

    /** @param direction whether the columns have the names that they have before or after cutover */
    public CarefulConversion(TableUnderChange table, Direction direction, boolean strict) {
        this.table = table;
        this.direction = direction;
        this.strict = strict;
    }

    /**
     * Creates a function that gives NULL for a row whose old value of that column converts and comes back, else why not.
     * Temporary, so it ends with the session.
     */
    public String createFunction(int column) {
        ColumnChange move = table.columns().get(column);
        String converted = move.converted(direction, Expression.ROW);
        String oldValue = Expression.ROW + "." + move.oldName(direction).sql();
        String body = BODY.formatted(
                move.oldType(),
                oldValue,
                move.newTypeAlone(),
                converted,
                back(move),
                strict ? changed(move, oldValue) : move.distinct("new_value", converted));
        return CREATE_FUNCTION.formatted(
                name(column),
                Expression.ROW,
                table.name().sql(),
                move.dependsOnSettings() ? ValueSettings.ofFunction() : "",
                new DollarQuoted(body).sql());
    }

    private static String changed(ColumnChange move, String oldValue) {
        return WITHOUT_EQUALITY.contains(move.oldType())
                ? "pg_catalog.record_image_ne(row(before), row(%s))".formatted(oldValue)
                : "before is distinct from " + oldValue;
    }

    /** The statement that tells whether this session has the function already. */
    public String exists(int column) {
        return "select to_regproc('%s') is not null".formatted(name(column));
    }

    /** The call on the row known as {@code alias}. With the alias alone, a column of that name would be passed. */
    public String call(int column, String alias) {
        return "%s(%s.*)".formatted(name(column), alias);
    }

    public String dropFunction(int column) {
        return "drop function if exists %s(%s)"
                .formatted(name(column), table.name().sql());
    }

    /** A name of its own for each conversion: sessions are used for several changes. */
    private String name(int column) {
        ColumnChange move = table.columns().get(column);
        return "pg_temp.pgretype_misfit_%08x_%d".formatted(Objects.hash(table.oid(), move, direction, strict), column);
    }

    /** The way back, over the variable instead of the column, which the table may not have yet. */
    private String back(ColumnChange move) {
        return (direction == Direction.FORWARD ? move.convertBack() : move.convertBackSwapped())
                .withVariable(move.newName(direction), "new_value");
    }
}
