package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Expression;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.change.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tries on an empty temporary table what a default can be in another type. To be used in a transaction that is rolled back,
 * with an empty search_path.
 *
 * <p>{@code alter table … type} leaves the expression as it is and casts it. So do we where the conversion is just that
 * cast. Where it is not, the same expression would be another value; and one that has the old type in it would keep that type
 * from being dropped. Then a constant is converted, and another expression stands in the conversion in the column's place.
 */
final class DefaultProbe {

    private static final String TABLE = "pg_temp.pgretype_default";

    /** In a parsed expression, the casts among the functions have format 1 or 2. */
    private static final String IS_CONSTANT = """
            select own_default.adbin::text !~ '[{](?!CONST|RELABELTYPE|COERCEVIAIO|FUNCEXPR)|:funcformat [03]'
              from pg_catalog.pg_attrdef as own_default
             where own_default.adrelid = cast(:table as pg_catalog.regclass)
               and own_default.adnum = 1""";

    private static final String PRINTED = """
            select pg_catalog.pg_get_expr(own_default.adbin, own_default.adrelid)
              from pg_catalog.pg_attrdef as own_default
             where own_default.adrelid = cast(:table as pg_catalog.regclass)
               and own_default.adnum = 2""";

    private static final String NEEDS_OLD_TYPE = """
            select exists (
                select
                  from pg_catalog.pg_attrdef as own_default
                  join pg_catalog.pg_depend as depend
                    on depend.classid = cast('pg_catalog.pg_attrdef' as pg_catalog.regclass)
                   and depend.objid = own_default.oid
                  join pg_catalog.pg_attribute as attribute
                    on attribute.attrelid = own_default.adrelid
                   and attribute.attnum = 1
                 where own_default.adrelid = cast(:table as pg_catalog.regclass)
                   and own_default.adnum = 2
                   and depend.refclassid = cast('pg_catalog.pg_type' as pg_catalog.regclass)
                   and depend.refobjid = attribute.atttypid)""";

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final ColumnChange column;
    private final Direction until;
    private final String from;
    private final String to;

    /** @param until whether the default is the old column's, before cutover, or the new one's, after it */
    DefaultProbe(JdbcClient jdbc, PlainStatement plain, ColumnChange column, Direction until) {
        this.jdbc = jdbc;
        this.plain = plain;
        this.column = column;
        this.until = until;
        boolean forward = until == Direction.FORWARD;
        this.from = forward ? column.oldType() : column.newTypeAlone();
        this.to = forward ? column.newTypeAlone() : column.oldType();
    }

    CarriedDefault carry(String before) {
        run("create temporary table pgretype_default (before %s, after %s)".formatted(from, to));
        try {
            run("alter table %s alter column before set default %s".formatted(TABLE, before));
            return carried(before);
        } finally {
            run("drop table " + TABLE);
        }
    }

    private CarriedDefault carried(String before) {
        Optional<String> refusal = Optional.empty();
        for (String candidate : candidates(before)) {
            Optional<String> reason = refusal(candidate);
            if (reason.isEmpty()) {
                return new CarriedDefault(column, before, printed(), "");
            }
            refusal = refusal.or(() -> reason);
        }
        return CarriedDefault.refused(column, before, refusal.orElse(""));
    }

    /** Makes it the default in the other type; PostgreSQL's reason if it does not take it. */
    private Optional<String> refusal(String candidate) {
        run("savepoint pgretype_default");
        try {
            run("alter table %s alter column after set default %s".formatted(TABLE, candidate));
            return Optional.empty();
        } catch (DataAccessException e) {
            run("rollback to savepoint pgretype_default");
            return Optional.of(firstLine(e));
        }
    }

    /** The best first. A conversion over other columns cannot be put in the column's place. */
    private List<String> candidates(String before) {
        Optional<String> converted = conversion().ofValue(column.column(), before);
        List<String> candidates = new ArrayList<>();
        if (converted.isEmpty() || mayStay(before, converted.get())) {
            candidates.add(before);
        }
        if (converted.isPresent() && is(IS_CONSTANT)) {
            constant(converted.get()).ifPresent(candidates::add);
        }
        converted.ifPresent(candidates::add);
        return candidates;
    }

    /** Whether it then has the value that the conversion would give it, and nothing of the old type in it. */
    private boolean mayStay(String before, String converted) {
        return refusal(before).isEmpty()
                && !is(NEEDS_OLD_TYPE)
                && (conversion().isOneCastOf(column.column()) || (is(IS_CONSTANT) && isSame(before, converted)));
    }

    private boolean isSame(String before, String converted) {
        return value("select pg_catalog.record_image_eq(row((%s)::%s), row((%s)::%s))"
                        .formatted(before, to, converted, to))
                .filter("t"::equals)
                .isPresent();
    }

    /** A literal without a type: PostgreSQL gives it the column's. */
    private Optional<String> constant(String converted) {
        return value("select (%s)::%s".formatted(converted, to)).map(value -> new Literal(value).sql());
    }

    private Optional<String> value(String query) {
        run("savepoint pgretype_value");
        try {
            return Optional.ofNullable(jdbc.sql(PlainStatement.withParameters(query))
                    .query((row, number) -> Optional.ofNullable(row.getString(1)))
                    .single()
                    .orElse(null));
        } catch (DataAccessException e) {
            run("rollback to savepoint pgretype_value");
            return Optional.empty();
        }
    }

    private Expression conversion() {
        return until == Direction.FORWARD ? column.convert() : column.convertBackSwapped();
    }

    private boolean is(String query) {
        return jdbc.sql(query).param("table", TABLE).query(Boolean.class).single();
    }

    private String printed() {
        return jdbc.sql(PRINTED).param("table", TABLE).query(String.class).single();
    }

    private void run(String sql) {
        plain.run(sql);
    }

    private static String firstLine(DataAccessException e) {
        String reason =
                String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
        return reason.lines().findFirst().orElse(reason).replace("ERROR: ", "");
    }
}
