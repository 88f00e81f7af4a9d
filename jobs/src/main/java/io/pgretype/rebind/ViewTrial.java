package io.pgretype.rebind;

import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.database.Database;
import io.pgretype.rebind.Fate.Kept;
import io.pgretype.rebind.Fate.Refused;
import io.pgretype.rebind.Fate.Remade;
import io.pgretype.rebind.ViewCopies.Copy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final Database database;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final List<View> views;
    private final ViewCopies copies;
    private final Map<Long, String> printed = new HashMap<>();

    /** @param views each after those that it reads */
    ViewTrial(Database database, List<TableUnderChange> tables, List<View> views) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.views = views;
        this.copies = new ViewCopies(database, tables, views);
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
        copies.make();
        Map<View, Tried> before = all(false);
        List<View> backwards = new ArrayList<>(views);
        Collections.reverse(backwards);
        plain.runAll(backwards.stream()
                .map(view -> "drop view if exists " + copies.of(view).sql())
                .toList());
        copies.swap();
        Map<View, Tried> after = all(true);
        Map<View, Fate> fates = new LinkedHashMap<>();
        views.forEach(view -> fates.put(
                view,
                fate(view, Objects.requireNonNull(before.get(view)), Objects.requireNonNull(after.get(view)), fates)));
        return fates;
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
        List<Copy> used = copies.usedBy(view);
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
        String name = copies.of(view).name().sql();
        Optional<String> refusal = copies.attempt(Stream.of(
                        used.stream().map(copy -> rename(copy.name(), copy.of().name())),
                        Stream.of("create temporary view %s%s as\n%s".formatted(name, view.with(), definition)),
                        used.stream().map(copy -> rename(copy.of().name(), copy.name())))
                .flatMap(statements -> statements)
                .toArray(String[]::new));
        if (refusal.isPresent() && swapped && view.remembered().isPresent()) {
            // It worked before the swap that is taken back.
            return Tried.UNKNOWN;
        }
        if (refusal.isEmpty() && swapped && view.materialized()) {
            refusal = new IndexTrial(database).refusal(view, copies.of(view).sql());
        }
        if (refusal.isPresent()) {
            return new Tried(List.of(), refusal);
        }
        boolean another = jdbc.sql(MEANS_THE_TABLES_THEMSELVES)
                .param("view", "pg_temp." + name)
                .param("relations", copies.relations())
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
