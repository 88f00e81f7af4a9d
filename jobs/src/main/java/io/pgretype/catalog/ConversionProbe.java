package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import io.pgretype.database.Database;
import io.pgretype.database.SqlState;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks PostgreSQL itself what a conversion means: on an empty temporary copy of the table, in a transaction that is
 * rolled back, it parses the expressions, checks that they depend on no setting, and prints them with every name
 * qualified.
 */
final class ConversionProbe {

    private static final String TABLE = EmptyCopy.NAME.sql();

    /** A type's spelling; anything else could not be one and must not reach a statement. */
    private static final Pattern TYPE = Pattern.compile("[\\p{L}\\d_\\s.,()\\[\\]\"$]+");

    private static final Pattern VIEW =
            Pattern.compile("^\\s*SELECT\\s+(.*) AS pgretype_value_*\\s+FROM ", Pattern.DOTALL);

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

    /** Stands for all enums among the casts. */
    private static final String ENUM = "enum";

    /** Casts that succeed for every value (PostgreSQL's documentation of the types' ranges). */
    private static final Map<String, Set<String>> TOTAL_CASTS = Map.of(
            "smallint",
            Set.of("integer", "bigint", "numeric", "real", "double precision"),
            "integer",
            Set.of("bigint", "numeric", "double precision"),
            "bigint",
            Set.of("numeric"),
            "real",
            Set.of("double precision"),
            ENUM,
            Set.of("text", "character varying"),
            "character varying",
            Set.of("text", "character varying"),
            "character",
            Set.of("text", "character varying"));

    private static final String COLLATION = """
            select pg_catalog.format(' collate %I.%I', namespace.nspname, own.collname)
              from pg_catalog.pg_attribute as attribute
              join pg_catalog.pg_type as type
                on type.oid = attribute.atttypid
              join pg_catalog.pg_collation as own
                on own.oid = attribute.attcollation
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = own.collnamespace
             where attribute.attrelid = 'pg_temp.pgretype_probe'::pg_catalog.regclass
               and attribute.attname = :column
               and attribute.attcollation <> type.typcollation""";

    private static final String CATEGORY = """
            select type.typcategory
              from pg_attribute as attribute
              join pg_type as type
                on type.oid = attribute.atttypid
             where attribute.attrelid = 'pg_temp.pgretype_probe'::regclass
               and attribute.attname = :column""";

    /** What a domain is made of has the length or precision. */
    private static final String BASE_TYPE = """
            with recursive base (oid, modifier) as (
                select atttypid,
                       atttypmod
                  from pg_attribute
                 where attrelid = 'pg_temp.pgretype_probe'::regclass
                   and attname = :column
                 union all
                select type.typbasetype,
                       type.typtypmod
                  from base
                  join pg_type as type
                    on type.oid = base.oid
                 where type.typtype = 'd'
            )
            select format_type(base.oid, base.modifier)
              from base
              join pg_type as type
                on type.oid = base.oid
             where type.typtype <> 'd'""";

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final QualifiedNames names;
    private final Database database;

    ConversionProbe(Database database) {
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.names = new QualifiedNames(database);
        this.database = database;
    }

    List<ColumnChange> columnChanges(TableChange change, Map<Identifier, OldColumn> columns) {
        return database.rolledBack(() -> probe(change, columns));
    }

    private List<ColumnChange> probe(TableChange change, Map<Identifier, OldColumn> columns) {
        EmptyCopy.make(
                plain,
                change.table(),
                change.moves().stream()
                        .flatMap(move -> Stream.of(move.newColumn(), move.oldColumn()))
                        .toList());
        List<Parsed> parsed = new ArrayList<>();
        for (Move move : change.moves()) {
            parsed.add(parse(
                    change.table(),
                    parsed.size(),
                    move,
                    Objects.requireNonNull(columns.get(move.column())),
                    unused(change, columns)));
        }
        run("set local search_path = ''");
        List<Printed> before = print(parsed.size());
        for (int i = 0; i < parsed.size(); i++) {
            refuseGenerated(parsed.get(i).move, before.get(i).convert, columns);
            refuseGenerated(parsed.get(i).move, before.get(i).back, columns);
        }
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
                            typeOf(parsed.get(i).move.column()),
                            collationOf(parsed.get(i).move.column())));
        }
        return changes;
    }

    /** A name that no column has. */
    private static Identifier unused(TableChange change, Map<Identifier, OldColumn> columns) {
        Set<Identifier> taken = new HashSet<>(columns.keySet());
        change.moves().forEach(move -> taken.addAll(List.of(move.newColumn(), move.oldColumn())));
        Identifier name = Identifier.of("pgretype_value");
        while (taken.contains(name)) {
            name = name.withSuffix("_");
        }
        return name;
    }

    private Parsed parse(QualifiedName table, int number, Move move, OldColumn old, Identifier value) {
        if (!TYPE.matcher(move.type()).matches()) {
            throw ConversionProblems.unknownType(table, move, "it has characters that no type's name has");
        }
        String collate = old.collation() == null || move.saysCollation() ? "" : " collate " + old.collation();
        if (!tryRun("alter table %s add column %s %s%s"
                .formatted(TABLE, move.newColumn().sql(), move.type(), collate))) {
            // The new type knows no collations, or is no type at all: the second attempt tells which.
            runOr(
                    "alter table %s add column %s %s"
                            .formatted(TABLE, move.newColumn().sql(), move.type()),
                    e -> ConversionProblems.unknownType(table, move, e.getMessage()));
        }
        refuseIfNoWayBack(move, old);
        refuseCuttingCast(move, old);
        keep(
                convertView(number),
                move.convertOrCast(),
                move.typeAlone(),
                value,
                e -> ConversionProblems.invalid(move, move.convertOrCast(), e));
        keep(
                backView(number),
                move.convertBackOrCast(old.type()),
                old.type(),
                value,
                e -> ConversionProblems.invalid(move, move.convertBackOrCast(old.type()), e));
        requireImmutable(move, old, convertView(number), move.convertOrCast(), move.typeAlone(), value);
        requireImmutable(move, old, backView(number), move.convertBackOrCast(old.type()), old.type(), value);
        return new Parsed(move, old, category(move.column()).equals("E"));
    }

    /** With a second relation in the query, PostgreSQL prints every column with its relation's alias. */
    private void keep(String view, String expression, String type, Identifier value, Explanation explanation) {
        runOr("""
                create temporary view %s as
                select (%s)::%s as %s
                  from %s as %s
                 cross join (select) as pgretype_nothing""".formatted(view, expression, type, value.sql(), TABLE, Expression.ROW), explanation);
    }

    private void requireImmutable(
            Move move, OldColumn old, String view, String expression, String type, Identifier value) {
        ImmutableConversion immutable = new ImmutableConversion(jdbc, plain, TABLE, value);
        run("savepoint pgretype_immutable");
        try {
            immutable.require(expression, type);
        } catch (DataAccessException e) {
            if (!(e.getRootCause() instanceof SQLException cause)) {
                throw e;
            }
            run("rollback to savepoint pgretype_immutable");
            // Otherwise "generation expression is not immutable".
            if (!SqlState.of(cause).isInvalidObjectDefinition()) {
                throw ConversionProblems.invalid(move, expression, cause);
            }
            long oid = oid(type);
            if (!names.read(() -> immutable.isSoWithEnumsAsTexts(expression(view), oid))) {
                throw ConversionProblems.bySetting(move, old, expression, cause);
            }
        }
    }

    private long oid(String type) {
        return jdbc.sql("select cast(cast(:type as regtype) as oid)")
                .param("type", type)
                .query(Long.class)
                .single();
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
        return new Expression(whole(matcher.group(1)));
    }

    /** PostgreSQL puts all that is not one word into parentheses, but a CASE, whose THEN would end an IF of PL/pgSQL. */
    private static String whole(String printed) {
        return printed.startsWith("CASE") ? "(" + printed + ")" : printed;
    }

    /** Its type's pg_type.typcategory: S for strings, E for enums. */
    private String category(Identifier column) {
        return jdbc.sql(CATEGORY)
                .param("column", column.name())
                .query(String.class)
                .single();
    }

    private String typeOf(Identifier column) {
        return jdbc.sql("""
                        select pg_catalog.format_type(atttypid, atttypmod)
                          from pg_catalog.pg_attribute
                         where attrelid = 'pg_temp.pgretype_probe'::pg_catalog.regclass
                           and attname = :name""").param("name", column.name()).query(String.class).single();
    }

    /** As it is written after the type; empty where the type's own does. */
    private String collationOf(Identifier column) {
        return jdbc.sql(COLLATION)
                .param("column", column.name())
                .query(String.class)
                .optional()
                .orElse("");
    }

    private String baseTypeOf(Identifier column) {
        return jdbc.sql(BASE_TYPE)
                .param("column", column.name())
                .query(String.class)
                .single();
    }

    /** Most types read a text in several spellings, so a cast back would not give the same text. An enum has one. */
    private void refuseIfNoWayBack(Move move, OldColumn old) {
        boolean spelledDifferently =
                category(move.column()).equals("S") && !Set.of("S", "E").contains(category(move.newColumn()));
        if (move.convertBack() == null && spelledDifferently) {
            throw ConversionProblems.wayBackMissing(move, old);
        }
    }

    /** An explicit cast to a type with a length or precision cuts or rounds without a word. */
    private void refuseCuttingCast(Move move, OldColumn old) {
        if (move.convert() == null
                && !SizedType.of(baseTypeOf(move.newColumn())).holdsAllOf(SizedType.of(baseTypeOf(move.column())))) {
            throw ConversionProblems.cuttingCast(move, old);
        }
    }

    /** In a BEFORE trigger, such as the mirror, a generated column is not computed yet. (To change its own type is refused anyway.) */
    private static void refuseGenerated(Move move, Expression expression, Map<Identifier, OldColumn> columns) {
        for (Identifier name : expression.columns()) {
            OldColumn read = columns.get(name);
            if (read != null && read.generated() && !name.equals(move.column())) {
                throw ConversionProblems.generatedColumn(move, name);
            }
        }
    }

    private void run(String sql) {
        plain.run(sql);
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

    private record Parsed(Move move, OldColumn old, boolean isEnum) {

        ColumnChange columnChange(Printed before, Printed swapped, String newType, String collate) {
            String from = SizedType.of(old.type()).name();
            boolean total = move.convert() == null
                    && TOTAL_CASTS.getOrDefault(isEnum ? ENUM : from, Set.of()).contains(newType);
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
