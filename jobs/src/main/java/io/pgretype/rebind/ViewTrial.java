package io.pgretype.rebind;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.database.SqlState;
import io.pgretype.rebind.Fate.Kept;
import io.pgretype.rebind.Fate.Refused;
import io.pgretype.rebind.Fate.Remade;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets the server say what becomes of views: on empty temporary copies of the tables each is created as it is, then the
 * copies' columns are swapped, and it is created once more. What it is created from is printed so that the tables' names
 * are without a schema, which is where a temporary table of the same name comes first.
 *
 * <p>Locks the tables ACCESS SHARE, and leaves nothing.
 */
final class ViewTrial {

    private static final String SAVEPOINT = "pgretype_views";

    private static final String NOT_KNOWN = "its types are not known before the swap";

    private static final String COLUMNS = """
            select attname || ' ' || format_type(atttypid, atttypmod) as text,
                   concat_ws(' ', attname, atttypid, atttypmod, attcollation) as shape
              from pg_attribute
             where attrelid = :view::regclass
               and attnum > 0
             order by attnum""";

    /** Where a name meant the table itself all the same, what was tried is not the view. */
    private static final String MEANS_THE_TABLES_THEMSELVES = """
            select exists (
                select
                  from pg_rewrite as rule
                  join pg_depend as depend
                    on depend.classid = 'pg_rewrite'::regclass
                   and depend.objid = rule.oid
                 where rule.ev_class = :view::regclass
                   and depend.refclassid = 'pg_class'::regclass
                   and depend.refobjid in (:relations))""";

    private static final String PRIMARY_KEY = """
            select format(
                       'alter table %%s add constraint %I %s',
                       conname,
                       pg_get_constraintdef(oid))
              from pg_constraint
             where conrelid = :table
               and contype = 'p'""";

    private static final String COLUMN_NAMES = """
            select attname
              from pg_attribute
             where attrelid = :table
               and attnum > 0
               and not attisdropped""";

    private final Database database;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final List<TableUnderChange> tables;
    private final List<View> views;
    private final Map<Long, Copy> copies = new LinkedHashMap<>();
    private final Map<Long, String> printed = new HashMap<>();

    /** @param views each after those that it reads */
    ViewTrial(Database database, List<TableUnderChange> tables, List<View> views) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.tables = tables;
        this.views = views;
    }

    /** What is tried in place of a table or view; its name there is of no use to anybody else. */
    private record Copy(QualifiedName of, Identifier name) {

        String sql() {
            return "pg_temp." + name.sql();
        }
    }

    private record Column(String text, String shape) {}

    /** What the server made of a definition. */
    private record Tried(List<Column> columns, Optional<String> words) {

        static final Tried UNKNOWN = new Tried(List.of(), Optional.empty());

        boolean isKnown() {
            return !columns.isEmpty();
        }
    }

    /** Of each view. A materialized view's is told as if it were an ordinary one. */
    Map<View, Fate> fates() {
        return views.isEmpty()
                ? Map.of()
                : database.inTransaction(() -> {
                    plain.run("savepoint " + SAVEPOINT);
                    try {
                        return tried();
                    } finally {
                        plain.run("rollback to savepoint " + SAVEPOINT);
                    }
                });
    }

    private Map<View, Fate> tried() {
        for (TableUnderChange table : tables) {
            Copy copy = copy(table.oid(), table.name());
            plain.run("create temporary table %s (like %s)"
                    .formatted(copy.name().sql(), table.name().sql()));
            primaryKey(table).ifPresent(key -> attempt(key.formatted(copy.sql())));
        }
        views.forEach(view -> copy(view.oid(), view.name()));
        Map<View, Tried> before = all(false);
        List<View> backwards = new ArrayList<>(views);
        Collections.reverse(backwards);
        plain.runAll(backwards.stream()
                .map(view -> "drop view if exists "
                        + Objects.requireNonNull(copies.get(view.oid())).sql())
                .toList());
        tables.forEach(this::swap);
        Map<View, Tried> after = all(true);
        Map<View, Fate> fates = new LinkedHashMap<>();
        views.forEach(view -> fates.put(
                view,
                fate(view, Objects.requireNonNull(before.get(view)), Objects.requireNonNull(after.get(view)), fates)));
        return fates;
    }

    private Copy copy(long oid, QualifiedName name) {
        Copy copy = new Copy(name, Identifier.of("pgretype_copy_" + copies.size()));
        copies.put(oid, copy);
        return copy;
    }

    /** How it is printed where the tables' names are without a schema; empty where that is not clear. */
    String printed(View view) {
        return printed.getOrDefault(view.oid(), "");
    }

    private Map<View, Tried> all(boolean swapped) {
        Map<View, Tried> all = new HashMap<>();
        views.forEach(view -> all.put(view, create(view, swapped)));
        return all;
    }

    private Tried create(View view, boolean swapped) {
        List<Copy> used =
                view.uses().stream().map(copies::get).filter(Objects::nonNull).toList();
        if (used.stream().map(copy -> copy.of().name()).distinct().count() < used.size()) {
            return Tried.UNKNOWN;
        }
        String path =
                used.stream().map(copy -> copy.of().schema().sql()).distinct().collect(Collectors.joining(", "));
        jdbc.sql("select set_config('search_path', :path, true)")
                .param("path", path)
                .query(String.class)
                .single();
        String definition = jdbc.sql("select rtrim(pg_get_viewdef(:view), ';')")
                .param("view", view.oid())
                .query(String.class)
                .single();
        if (!swapped) {
            printed.put(view.oid(), definition);
        } else if (view.remembered().isPresent()) {
            definition = view.remembered().get().tried();
            if (definition.isEmpty()) {
                return Tried.UNKNOWN;
            }
        }
        String name = Objects.requireNonNull(copies.get(view.oid())).name().sql();
        Optional<String> refusal = attempt(Stream.of(
                        used.stream().map(copy -> rename(copy.name(), copy.of().name())),
                        Stream.of("create temporary view %s%s as\n%s".formatted(name, view.with(), definition)),
                        used.stream().map(copy -> rename(copy.of().name(), copy.name())))
                .flatMap(statements -> statements)
                .toArray(String[]::new));
        if (refusal.isPresent() && swapped && view.remembered().isPresent()) {
            // It worked before the swap that is taken back.
            return Tried.UNKNOWN;
        }
        if (refusal.isPresent()) {
            return new Tried(List.of(), refusal);
        }
        boolean another = jdbc.sql(MEANS_THE_TABLES_THEMSELVES)
                .param("view", "pg_temp." + name)
                .param("relations", copies.keySet())
                .query(Boolean.class)
                .single();
        return another
                ? Tried.UNKNOWN
                : new Tried(
                        jdbc.sql(COLUMNS)
                                .param("view", "pg_temp." + name)
                                .query(Column.class)
                                .list(),
                        Optional.empty());
    }

    private static String rename(Identifier from, Identifier to) {
        return "alter table pg_temp.%s rename to %s".formatted(from.sql(), to.sql());
    }

    /** The server's words, if it refuses; then nothing of it is done. */
    private Optional<String> attempt(String... statements) {
        plain.run("savepoint pgretype_attempt");
        try {
            plain.runAll(List.of(statements));
            return Optional.empty();
        } catch (DataAccessException e) {
            if (!(NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException refusal)
                    || SqlState.of(refusal).isOutsideOfStatement()) {
                throw e;
            }
            plain.run("rollback to savepoint pgretype_attempt");
            return Optional.of(String.valueOf(refusal.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replace("ERROR: ", ""));
        }
    }

    /** As the swap to come will leave the table: of one that is not expanded, or of one whose columns are all there. */
    private void swap(TableUnderChange table) {
        Copy copy = Objects.requireNonNull(copies.get(table.oid()));
        Set<String> names = Set.copyOf(jdbc.sql(COLUMN_NAMES)
                .param("table", table.oid())
                .query(String.class)
                .list());
        Optional<String> key = primaryKey(table);
        key.ifPresent(of ->
                plain.run("alter table %s drop constraint if exists %s cascade".formatted(copy.sql(), keyName(table))));
        for (ColumnChange column : table.columns()) {
            if (names.contains(column.newColumn().name())) {
                plain.runAll(List.of(
                        rename(copy, column.column(), column.oldColumn()),
                        rename(copy, column.newColumn(), column.column())));
            } else if (names.contains(column.oldColumn().name())) {
                plain.runAll(List.of(
                        rename(copy, column.column(), column.newColumn()),
                        rename(copy, column.oldColumn(), column.column())));
            } else {
                plain.run("alter table %s alter column %s type %s using null"
                        .formatted(copy.sql(), column.column().sql(), column.newType()));
            }
        }
        key.ifPresent(of -> attempt(of.formatted(copy.sql())));
    }

    private static String rename(Copy copy, Identifier from, Identifier to) {
        return "alter table %s rename column %s to %s".formatted(copy.sql(), from.sql(), to.sql());
    }

    private Optional<String> primaryKey(TableUnderChange table) {
        return jdbc.sql(PRIMARY_KEY)
                .param("table", table.oid())
                .query(String.class)
                .optional();
    }

    private String keyName(TableUnderChange table) {
        return jdbc.sql("select quote_ident(conname) from pg_constraint where conrelid = :table and contype = 'p'")
                .param("table", table.oid())
                .query(String.class)
                .single();
    }

    /** Where the copy did not do for the view as it is, nothing is known, and it is created again: that is always right. */
    private static Fate fate(View view, Tried before, Tried after, Map<View, Fate> below) {
        Optional<Fate> remade = below.entrySet().stream()
                .filter(entry -> view.uses().contains(entry.getKey().oid()) && !(entry.getValue() instanceof Kept))
                .<Fate>map(entry -> new Remade("reads " + entry.getKey().name()))
                .findFirst();
        if (!after.isKnown()) {
            return remade.or(() ->
                            after.words().filter(words -> before.isKnown()).map(Refused::new))
                    .orElseGet(() -> new Remade(NOT_KNOWN));
        }
        if (!before.isKnown()) {
            return remade.orElseGet(() -> new Remade(NOT_KNOWN));
        }
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < after.columns().size(); i++) {
            if (!after.columns().get(i).shape().equals(before.columns().get(i).shape())) {
                changed.add(after.columns().get(i).text());
            }
        }
        return changed.isEmpty() ? remade.orElseGet(Kept::new) : new Remade(String.join(", ", changed));
    }
}
