package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out what becomes of the columns' defaults at a swap. Changes nothing, and runs nothing of a default but constants. */
public final class DefaultReader {

    private static final String DEFAULT_OF_COLUMN = """
            select pg_catalog.pg_get_expr(own_default.adbin, own_default.adrelid)
              from pg_catalog.pg_attrdef as own_default
              join pg_catalog.pg_attribute as attribute
                on attribute.attrelid = own_default.adrelid
               and attribute.attnum = own_default.adnum
             where own_default.adrelid = :table
               and attribute.attname = :column
               and attribute.attgenerated = ''""";

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final Database database;

    public DefaultReader(Database database) {
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.database = database;
    }

    /** Of the old columns, as they will be after cutover. */
    public List<CarriedDefault> forward(TableUnderChange table) {
        return read(table, Direction.FORWARD, Map.of());
    }

    /**
     * Of the new columns, as they will be after rollback.
     *
     * @param originals the old columns' defaults at cutover: where nobody has changed what became of one, it comes back
     */
    public List<CarriedDefault> backward(TableUnderChange table, Map<Identifier, String> originals) {
        return read(table, Direction.REVERSE, originals);
    }

    /** Those that cannot be carried; empty if all can. */
    public static Optional<Problem> problem(TableUnderChange table, List<CarriedDefault> defaults) {
        List<String> complaints = defaults.stream()
                .filter(one -> !one.isCarried())
                .map(CarriedDefault::complaint)
                .toList();
        return complaints.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                ProblemCode.OBJECT_NOT_CARRIED,
                                "Defaults of %s do not work with the other type.".formatted(table.name()),
                                String.join("; ", complaints),
                                Problem.NOTHING_CHANGED,
                                "Drop the default, or set one that can be cast to the other type; then run the same command again."));
    }

    private List<CarriedDefault> read(TableUnderChange table, Direction until, Map<Identifier, String> originals) {
        return database.rolledBack(() -> {
            jdbc.sql("set local search_path = ''").update();
            List<CarriedDefault> carried = new ArrayList<>();
            for (ColumnChange column : table.columns()) {
                expression(table, column)
                        .ifPresent(before -> carried.add(
                                carry(column, until, before, Optional.ofNullable(originals.get(column.column())))));
            }
            return carried;
        });
    }

    /** Until either swap the application writes the column under its own name. */
    private Optional<String> expression(TableUnderChange table, ColumnChange column) {
        return jdbc.sql(DEFAULT_OF_COLUMN)
                .param("table", table.oid())
                .param("column", column.column().name())
                .query(String.class)
                .optional();
    }

    private CarriedDefault carry(ColumnChange column, Direction until, String before, Optional<String> original) {
        if (original.isPresent()) {
            CarriedDefault forward = new DefaultProbe(jdbc, plain, column, Direction.FORWARD).carry(original.get());
            if (forward.isCarried() && forward.after().equals(before)) {
                return new CarriedDefault(column, before, original.get(), "");
            }
        }
        return new DefaultProbe(jdbc, plain, column, until).carry(before);
    }
}
