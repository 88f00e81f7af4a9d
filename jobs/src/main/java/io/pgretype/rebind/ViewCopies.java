package io.pgretype.rebind;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Attempt;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Empty temporary copies of tables, and the names of those of views. Tables have theirs under their own names only while a view
 * is created, so that what is printed with the tables' schemas goes on meaning the tables themselves.
 */
final class ViewCopies {

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

    /** @param views each after those that it reads */
    ViewCopies(Database database, List<TableUnderChange> tables, List<View> views) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.tables = tables;
        this.views = views;
    }

    /** What is tried in place of a table or view; its name there is of no use to anybody else. */
    record Copy(QualifiedName of, Identifier name) {

        String sql() {
            return "pg_temp." + name.sql();
        }
    }

    /** The tables' columns and primary keys; the views are for whoever knows their definitions. */
    void make() {
        for (TableUnderChange table : tables) {
            Copy copy = copy(table.oid(), table.name());
            plain.run("create temporary table %s (like %s)"
                    .formatted(copy.name().sql(), table.name().sql()));
            primaryKey(table).ifPresent(key -> attempt(key.formatted(copy.sql())));
        }
        views.forEach(view -> copy(view.oid(), view.name()));
    }

    Copy of(View view) {
        return of(view.oid());
    }

    private Copy of(long relation) {
        return Objects.requireNonNull(copies.get(relation));
    }

    /** Those of what the view reads. */
    List<Copy> usedBy(View view) {
        return view.uses().stream().map(copies::get).filter(Objects::nonNull).toList();
    }

    /** The oids of what has copies. */
    Set<Long> relations() {
        return copies.keySet();
    }

    private Copy copy(long oid, QualifiedName name) {
        Copy copy = new Copy(name, Identifier.of("pgretype_copy_" + copies.size()));
        copies.put(oid, copy);
        return copy;
    }

    /** The server's words, if it refuses; then nothing of it is done. */
    Optional<String> attempt(String... statements) {
        return Attempt.of(database, () -> plain.runAll(List.of(statements))).map(ServerRefusal::firstLine);
    }

    /** As the swap to come will leave the tables: of those that are not expanded, or of those whose columns are all there. */
    void swap() {
        tables.forEach(this::swap);
    }

    private void swap(TableUnderChange table) {
        Copy copy = of(table.oid());
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
}
