package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks PostgreSQL itself what a conversion means: on an empty temporary copy of the table, in a transaction that is
 * rolled back, it parses the expressions, checks that they depend on no setting, and prints them with every name
 * qualified.
 */
final class ConversionProbe {

    private static final String TABLE = "pg_temp.pgretype_probe";

    /** A type's spelling; anything else could not be one and shall not reach a statement. */
    private static final Pattern TYPE = Pattern.compile("[\\p{L}\\d_\\s.,()\\[\\]\"$]+");

    private static final Pattern VIEW =
            Pattern.compile("^\\s*SELECT\\s+(.*) AS pgretype_value\\s+FROM ", Pattern.DOTALL);

    /** Types whose values are the same bytes whenever they are equal. */
    private static final Set<String> EQUAL_IS_SAME = Set.of(
            "smallint",
            "integer",
            "bigint",
            "boolean",
            "uuid",
            "date",
            "timestamp without time zone",
            "timestamp with time zone");

    /** Casts that succeed for every value (PostgreSQL's documentation of the types' ranges). */
    private static final Map<String, Set<String>> TOTAL_CASTS = Map.of(
            "smallint", Set.of("integer", "bigint", "numeric", "real", "double precision"),
            "integer", Set.of("bigint", "numeric", "double precision"),
            "bigint", Set.of("numeric"),
            "real", Set.of("double precision"),
            "character varying", Set.of("text", "character varying"),
            "character", Set.of("text", "character varying"));

    private final JdbcClient jdbc;
    private final TransactionTemplate rolledBack;

    ConversionProbe(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.rolledBack = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    List<ColumnChange> columnChanges(TableChange change, Map<Identifier, OldColumn> columns) {
        return Objects.requireNonNull(rolledBack.execute(status -> {
            status.setRollbackOnly();
            return probe(change, columns);
        }));
    }

    private List<ColumnChange> probe(TableChange change, Map<Identifier, OldColumn> columns) {
        run("create temporary table pgretype_probe (like %s)"
                .formatted(change.table().sql()));
        List<Parsed> parsed = new ArrayList<>();
        for (Move move : change.moves()) {
            // They are there when the change is open already.
            run("alter table %s drop column if exists %s, drop column if exists %s"
                    .formatted(TABLE, move.newColumn().sql(), move.oldColumn().sql()));
        }
        for (Move move : change.moves()) {
            parsed.add(parse(parsed.size(), move, Objects.requireNonNull(columns.get(move.column()))));
        }
        run("set local search_path = ''");
        List<Printed> before = print(parsed.size());
        for (Move move : change.moves()) {
            run("alter table %s rename column %s to %s"
                    .formatted(TABLE, move.column().sql(), move.oldColumn().sql()));
            run("alter table %s rename column %s to %s"
                    .formatted(TABLE, move.newColumn().sql(), move.column().sql()));
        }
        List<Printed> swapped = print(parsed.size());
        List<ColumnChange> changes = new ArrayList<>();
        for (int i = 0; i < parsed.size(); i++) {
            changes.add(parsed.get(i)
                    .columnChange(
                            before.get(i),
                            swapped.get(i),
                            newType(parsed.get(i).move.column())));
        }
        return changes;
    }

    private Parsed parse(int number, Move move, OldColumn old) {
        if (!TYPE.matcher(move.type()).matches()) {
            throw unknownType(move, "it has characters that no type's name has");
        }
        String collate = old.collation() == null ? "" : " collate " + old.collation();
        if (!tryRun("alter table %s add column %s %s%s"
                .formatted(TABLE, move.newColumn().sql(), move.type(), collate))) {
            // The new type knows no collations, or is no type at all: the second attempt tells which.
            collate = "";
            runOr(
                    "alter table %s add column %s %s"
                            .formatted(TABLE, move.newColumn().sql(), move.type()),
                    e -> unknownType(move, e.getMessage()));
        }
        refuseIfNoWayBack(move, old);
        refuseCuttingCast(move);
        checkAndKeep(move, convertView(number), move.convertOrCast(), move.type());
        checkAndKeep(move, backView(number), move.convertBackOrCast(old.type()), old.type());
        return new Parsed(move, old, collate);
    }

    /** A generated column's expression must be immutable and assignable: just what a conversion must be. */
    private void checkAndKeep(Move move, String view, String expression, String type) {
        runOr(
                "alter table %s add column pgretype_check %s generated always as (%s) stored"
                        .formatted(TABLE, type, expression),
                e -> invalid(move, expression, e));
        run("alter table %s drop column pgretype_check".formatted(TABLE));
        // With a second relation in the query, PostgreSQL prints every column with its relation's alias.
        run("""
                create temporary view %s as
                select (%s)::%s as pgretype_value
                  from %s as %s
                 cross join (select) as pgretype_nothing""".formatted(view, expression, type, TABLE, Expression.ROW));
    }

    private List<Printed> print(int moves) {
        List<Printed> printed = new ArrayList<>();
        for (int number = 0; number < moves; number++) {
            printed.add(new Printed(expression(convertView(number)), expression(backView(number))));
        }
        return printed;
    }

    private static String convertView(int number) {
        return "pgretype_convert_" + number;
    }

    private static String backView(int number) {
        return "pgretype_back_" + number;
    }

    private Expression expression(String view) {
        String definition = jdbc.sql("select pg_catalog.pg_get_viewdef(cast(:view as pg_catalog.regclass), false)")
                .param("view", "pg_temp." + view)
                .query(String.class)
                .single();
        Matcher matcher = VIEW.matcher(definition);
        if (!matcher.find()) {
            throw new IllegalStateException("not as PostgreSQL prints a view: " + definition);
        }
        return new Expression(matcher.group(1));
    }

    private boolean isString(Identifier column) {
        return jdbc.sql("""
                        select type.typcategory = 'S'
                          from pg_attribute as attribute
                          join pg_type as type
                            on type.oid = attribute.atttypid
                         where attribute.attrelid = 'pg_temp.pgretype_probe'::regclass
                           and attribute.attname = :column""").param("column", column.name()).query(Boolean.class).single();
    }

    private String newType(Identifier swappedName) {
        return jdbc.sql("""
                        select pg_catalog.format_type(atttypid, atttypmod)
                          from pg_catalog.pg_attribute
                         where attrelid = 'pg_temp.pgretype_probe'::pg_catalog.regclass
                           and attname = :name""")
                .param("name", swappedName.name())
                .query(String.class)
                .single();
    }

    /** A text can be read as many types in several spellings, so a cast back would not give the same text. */
    private void refuseIfNoWayBack(Move move, OldColumn old) {
        if (move.convertBack() == null && isString(move.column()) && !isString(move.newColumn())) {
            boolean bareUuid = move.type().equals("uuid") && old.type().equals("character(32)");
            String spelled = move.newColumn().sql() + "::text";
            throw new ProblemException(new Problem(
                    ProblemCode.WAY_BACK_MISSING,
                    "Column %s cannot be changed from %s to %s yet.".formatted(move.column(), old.type(), move.type()),
                    "a %s can be spelled in several ways, and the change file does not say which"
                            .formatted(move.type()),
                    Problem.NOTHING_CHANGED,
                    "Add to the column: convert-back: \"%s\""
                            .formatted(bareUuid ? "replace(%s, '-', '')".formatted(spelled) : spelled)));
        }
    }

    /** An explicit cast to a type with a length or precision cuts or rounds without a word. */
    private static void refuseCuttingCast(Move move) {
        if (move.convert() == null && move.type().contains("(")) {
            throw new ProblemException(new Problem(
                    ProblemCode.CONVERSION_INVALID,
                    "Column %s needs an explicit conversion to %s.".formatted(move.column(), move.type()),
                    "a cast to a type with a length or precision silently cuts or rounds what does not fit",
                    Problem.NOTHING_CHANGED,
                    "Add to the column, if that is what you want: convert: \"%s\"".formatted(move.convertOrCast())));
        }
    }

    private static ProblemException unknownType(Move move, @Nullable String observed) {
        return new ProblemException(new Problem(
                ProblemCode.TYPE_UNKNOWN,
                "Column %s cannot get the type '%s'.".formatted(move.column(), move.type()),
                String.valueOf(observed),
                Problem.NOTHING_CHANGED,
                "Correct 'type:' in the change file; a type outside the search_path needs its schema."));
    }

    private static ProblemException invalid(Move move, String expression, SQLException e) {
        // invalid_object_definition: "generation expression is not immutable".
        boolean bySetting = "42P17".equals(e.getSQLState());
        return new ProblemException(
                new Problem(
                        bySetting ? ProblemCode.CONVERSION_BY_SETTING : ProblemCode.CONVERSION_INVALID,
                        "The conversion of column %s cannot be used: %s".formatted(move.column(), expression),
                        bySetting
                                ? "its result depends on a setting of the session, such as the time zone"
                                : String.valueOf(e.getMessage()),
                        Problem.NOTHING_CHANGED,
                        bySetting
                                ? "Name the setting in the expression, e.g. \"%s at time zone 'UTC'\"."
                                        .formatted(move.column().sql())
                                : "Correct 'convert:' or 'convert-back:' of the column."),
                e);
    }

    static String withoutLength(String type) {
        return type.replaceAll("\\s*\\([^)]*\\)", "");
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private boolean tryRun(String sql) {
        run("savepoint pgretype_try");
        try {
            run(sql);
            run("release savepoint pgretype_try");
            return true;
        } catch (DataAccessException e) {
            run("rollback to savepoint pgretype_try");
            return false;
        }
    }

    private interface Explanation {
        ProblemException of(SQLException e);
    }

    private void runOr(String sql, Explanation explanation) {
        try {
            run(sql);
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause) {
                throw explanation.of(cause);
            }
            throw e;
        }
    }

    private record Printed(Expression convert, Expression back) {}

    private record Parsed(Move move, OldColumn old, String collate) {

        ColumnChange columnChange(Printed before, Printed swapped, String newType) {
            String from = withoutLength(old.type());
            boolean total = move.convert() == null
                    && TOTAL_CASTS.getOrDefault(from, Set.of()).contains(newType);
            return new ColumnChange(
                    move.column(),
                    move.newColumn(),
                    move.oldColumn(),
                    old.type(),
                    newType + collate,
                    old.notNull(),
                    total,
                    !EQUAL_IS_SAME.contains(newType),
                    before.convert(),
                    swapped.convert(),
                    before.back(),
                    swapped.back());
        }
    }
}
