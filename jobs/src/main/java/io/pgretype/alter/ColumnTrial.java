package io.pgretype.alter;

import io.pgretype.alter.AlteredTable.Column;
import io.pgretype.alter.TrialCopies.TrialCopy;
import io.pgretype.catalog.Filenodes;
import io.pgretype.change.Move;
import io.pgretype.database.Attempt;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import io.pgretype.database.SqlState;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.StatementCallback;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes one column's type on the empty copy, and looks at what that took. */
final class ColumnTrial {

    /** The cast between the two is this by definition, in a session whose TimeZone is UTC, as ours is; and it rewrites nothing. */
    private static final Pattern AT_UTC =
            Pattern.compile("\\s*(\\S+)\\s+at\\s+time\\s+zone\\s+'UTC'\\s*", Pattern.CASE_INSENSITIVE);

    /** Of whole values that are read, PostgreSQL speaks at this level only. */
    private static final Pattern READS =
            Pattern.compile("(verifying table|validating foreign key constraint) \"(.*)\"");

    private static final String SHAPE = """
            select coalesce(nullif(type.typbasetype, 0), type.oid) as base,
                   format_type(attribute.atttypid, attribute.atttypmod) as type,
                   case
                       when attribute.attcollation <> type.typcollation
                       then (select format('%I.%I', namespace.nspname, own.collname)
                               from pg_collation as own
                               join pg_namespace as namespace
                                 on namespace.oid = own.collnamespace
                              where own.oid = attribute.attcollation)
                   end as collation
              from pg_attribute as attribute
              join pg_type as type
                on type.oid = attribute.atttypid
             where attribute.attrelid = :table
               and attribute.attname = :column""";

    private static final String BY_SETTING = """
            select exists (
                select
                  from pg_cast
                  join pg_proc as function
                    on function.oid = castfunc
                 where castsource = :from
                   and casttarget = :to
                   and function.provolatile <> 'i')""";

    private final JdbcClient jdbc;
    private final Database database;
    private final TrialCopy copy;
    private final Move move;

    ColumnTrial(Database database, TrialCopy copy, Move move) {
        this.jdbc = database.jdbc();
        this.database = database;
        this.copy = copy;
        this.move = move;
    }

    /**
     * What came of it.
     *
     * @param column null if it has the type already
     * @param costs what the server did beyond changing its catalog
     * @param rewrite whether it made a new table, or might
     * @param obstacle why it did not do it; null if it did
     */
    record Tried(
            @Nullable Column column,
            List<String> costs,
            boolean rewrite,
            @Nullable String obstacle) {}

    private record Shape(long base, String type, @Nullable String collation) {}

    Tried run() {
        Shape before = shape();
        Filenodes files = Filenodes.of(jdbc, copy.oid());
        String refusal = "";
        boolean inItsWay = false;
        for (String action : actions(before)) {
            Column column = new Column(move.column(), action);
            List<String> said = new ArrayList<>();
            Optional<ServerRefusal> refused =
                    Attempt.of(database, () -> said.addAll(said(AlteredTable.of(copy.name(), List.of(column)))));
            if (refused.isEmpty()) {
                return tried(column, before, files, said);
            }
            refusal = refused.get().inOneLine();
            inItsWay |= isInItsWay(refused.get().state());
        }
        // Of a type that the server does not even convert by itself nobody knows whether the table would be rewritten.
        return new Tried(new Column(move.column(), "type " + move.type()), List.of(), !inItsWay, refusal);
    }

    /** Whether something stands in its way: PostgreSQL says so of what it cannot do yet. */
    private static boolean isInItsWay(SqlState state) {
        return state.isFeatureNotSupported() || state.isSyntaxError();
    }

    private Tried tried(Column column, Shape before, Filenodes files, List<String> said) {
        Shape after = shape();
        if (after.equals(before)) {
            return new Tried(null, List.of(), false, null);
        }
        if (move.convert() == null && isBySetting(before, after)) {
            return new Tried(
                    column,
                    List.of(),
                    false,
                    "what becomes of its values depends on the session's TimeZone; to take them for UTC, write"
                            + " 'convert: %s at time zone 'UTC'' into the change file"
                                    .formatted(move.column().sql()));
        }
        Filenodes now = Filenodes.of(jdbc, copy.oid());
        boolean rewrite = now.table() != files.table();
        return new Tried(column, rewrite ? List.of("the table is rewritten") : costs(files, now, said), rewrite, null);
    }

    private List<String> costs(Filenodes files, Filenodes now, List<String> said) {
        Stream<String> built = now.indexes().entrySet().stream()
                .filter(index -> !index.getValue().equals(files.indexes().get(index.getKey())))
                .map(Map.Entry::getKey)
                .map(index -> "index %s is built again".formatted(copy.indexes().getOrDefault(index, index)));
        Stream<String> read =
                said.stream().map(READS::matcher).filter(Matcher::find).map(this::reading);
        return List.copyOf(new TreeSet<>(Stream.concat(built, read).toList()));
    }

    private String reading(Matcher message) {
        return message.group(1).startsWith("verifying")
                ? "all rows are read, for a CHECK constraint"
                : "all rows are read, for foreign key %s".formatted(message.group(2));
    }

    /** A new type has its own collation if nobody says otherwise, and not every type has one. */
    private List<String> actions(Shape before) {
        String using = move.convert() == null || isAtUtc(move.convert()) ? "" : " using (%s)".formatted(move.convert());
        String plainType = "type " + move.type();
        List<String> actions = Stream.of(
                        before.collation() == null || move.saysCollation()
                                ? plainType
                                : plainType + " collate " + before.collation(),
                        plainType)
                .distinct()
                .map(action -> action + using)
                .toList();
        // What the server casts only where it is asked to.
        return using.isEmpty()
                ? Stream.concat(actions.stream(), actions.stream().map(action -> "%s using (%s::%s)"
                                .formatted(action, move.column().sql(), move.typeAlone())))
                        .toList()
                : actions;
    }

    private boolean isAtUtc(String convert) {
        Matcher matcher = AT_UTC.matcher(convert);
        return matcher.matches()
                && List.of(move.column().name(), move.column().sql()).contains(matcher.group(1));
    }

    private boolean isBySetting(Shape before, Shape after) {
        return jdbc.sql(BY_SETTING)
                .param("from", before.base())
                .param("to", after.base())
                .query(Boolean.class)
                .single();
    }

    private Shape shape() {
        return jdbc.sql(SHAPE)
                .param("table", copy.oid())
                .param("column", move.column().name())
                .query((row, number) ->
                        new Shape(row.getLong("base"), row.getString("type"), row.getString("collation")))
                .single();
    }

    /** Runs it, and returns what the server said meanwhile. */
    private List<String> said(String sql) {
        List<String> said = database.template().execute((StatementCallback<List<String>>) statement -> {
            statement.execute(sql);
            List<String> warnings = new ArrayList<>();
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                warnings.add(String.valueOf(warning.getMessage()));
            }
            return warnings;
        });
        return said == null ? List.of() : said;
    }
}
