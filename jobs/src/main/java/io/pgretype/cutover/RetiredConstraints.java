package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.Literal;
import io.pgretype.database.Database;
import io.pgretype.lock.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The old columns' CHECK and NOT NULL constraints. While the application writes the new columns they must be gone: where
 * a value does not fit the old type, the mirror writes NULL. The ledger keeps them for the way back.
 */
final class RetiredConstraints {

    private static final String FOUND = """
            select :change,
                   :table,
                   attribute.attname,
                   'CHECK',
                   con.conname,
                   regexp_replace(pg_get_constraintdef(con.oid), ' NOT VALID$', ''),
                   con.convalidated,
                   obj_description(con.oid, 'pg_constraint')
              from pg_constraint as con
              join pg_attribute as attribute
                on attribute.attrelid = con.conrelid
               and attribute.attnum = any (con.conkey)
             where con.conrelid = :table
               and con.contype = 'c'
               -- A partition has those of its table by inheritance.
               and con.coninhcount = 0
               and attribute.attname = any (:columns)
            union all
            -- Until PostgreSQL 18 NOT NULL is a mark of the column; from then on a constraint with a name.
            select :change,
                   :table,
                   attribute.attname,
                   'NOT_NULL',
                   coalesce(con.conname, attribute.attname || '_not_null'),
                   '',
                   coalesce(con.convalidated, true),
                   obj_description(con.oid, 'pg_constraint')
              from pg_attribute as attribute
              left join pg_constraint as con
                on con.conrelid = attribute.attrelid
               and con.contype = 'n'
               and con.conkey = array[attribute.attnum]
             where attribute.attrelid = :table
               and attribute.attname = any (:columns)
               and attribute.attnotnull
               and not exists (
                   select
                     from pg_inherits as inherits
                     join pg_attribute as inherited
                       on inherited.attrelid = inherits.inhparent
                    where inherits.inhrelid = :table
                      and inherited.attname = attribute.attname
                      and inherited.attnotnull)""";

    private static final String NOTE = """
            insert into pgretype.retired_constraint
                   (change, table_oid, column_name, kind, name, definition, validated, comment)
            %s
            -- A CHECK over two columns that are both changed is noted once.
            on conflict do nothing""".formatted(FOUND);

    /** Nothing to note, nothing noted by an earlier cutover, and nothing that a partition has of its own beside its table's. */
    private static final String IS_CONCERNED = """
            select exists (%s)
                   or exists (
                       select
                         from pgretype.retired_constraint
                        where change = :change
                          and table_oid = :table)
                   or exists (
                       select
                         from pg_constraint as con
                         join pg_attribute as attribute
                           on attribute.attrelid = con.conrelid
                          and con.conkey = array[attribute.attnum]
                        where con.conrelid = :table
                          and con.contype = 'n'
                          and con.conislocal
                          and attribute.attname = any (:columns))""".formatted(FOUND);

    private static final String STILL_NOT_NULL = """
            select attname
              from pg_attribute
             where attrelid = :table
               and attname = any (:columns)
               and attnotnull""";

    private static final String NAME_OF_NOT_NULL = """
            select con.conname
              from pg_constraint as con
              join pg_attribute as attribute
                on attribute.attrelid = con.conrelid
               and con.conkey = array[attribute.attnum]
             where con.conrelid = :table
               and con.contype = 'n'
               and attribute.attname = :column
               -- The server renames those of all partitions together, and only where they have the same name.
               and not exists (
                   select
                     from pg_partition_tree(cast(:table as oid)) as part
                     join pg_constraint as other
                       on other.conrelid = part.relid
                      and other.contype = 'n'
                     join pg_attribute as same
                       on same.attrelid = other.conrelid
                      and other.conkey = array[same.attnum]
                    where same.attname = :column
                      and other.conname <> con.conname)""";

    private final Database database;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final QualifiedNames names;
    private final String change;
    private final TableUnderChange table;

    RetiredConstraints(Database database, String change, TableUnderChange table) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.names = new QualifiedNames(database);
        this.change = change;
        this.table = table;
    }

    /** @param comment null if it has none */
    record Retired(
            Identifier column,
            boolean isNotNull,
            Identifier name,
            String definition,
            boolean validated,
            @Nullable String comment) {}

    /**
     * Before the lock is asked for: whether there is anything to do in the swap. There are many partitions, and most have nothing of
     * their own.
     */
    boolean areConcerned() {
        return jdbc.sql(IS_CONCERNED)
                .param("change", change)
                .param("table", table.oid())
                .param("columns", columns())
                .query(Boolean.class)
                .single();
    }

    /** Before any of them is dropped: notes them in the ledger. */
    void keep() {
        jdbc.sql("delete from pgretype.retired_constraint where change = :change and table_oid = :table")
                .param("change", change)
                .param("table", table.oid())
                .update();
        names.read(this::note);
    }

    /** Before the names are swapped: drops them. */
    void retire() {
        plain.runAll(all().stream()
                .filter(constraint -> !constraint.isNotNull())
                .map(constraint -> alter("drop constraint %s", constraint.name()))
                .toList());
        // Not only those that are noted: by its primary key a partition has some of its own beside its table's.
        plain.runAll(notNull().stream()
                .map(column -> alter("alter column %s drop not null", column))
                .toList());
    }

    private List<Identifier> notNull() {
        return jdbc
                .sql(STILL_NOT_NULL)
                .param("table", table.oid())
                .param("columns", columns())
                .query(String.class)
                .list()
                .stream()
                .map(Identifier::of)
                .toList();
    }

    /** After that: gives NOT NULL's name to the new column. */
    void nameNotNull() {
        all().stream()
                .filter(Retired::isNotNull)
                .forEach(constraint -> nameNotNull(newColumnOf(constraint), constraint));
    }

    /** After the names are swapped back: refuses what they refuse from now on; the rows are looked at later. */
    void giveBack() {
        for (Retired constraint : all()) {
            List<String> statements = new ArrayList<>();
            if (constraint.isNotNull()) {
                statements.addAll(renamesNotNull(
                        newColumnOf(constraint), unused(newColumnOf(constraint).withSuffix("_not_null"))));
                // One of the key, or an identity column, has it again already.
                if (!isNotNull(constraint)) {
                    statements.add(
                            constraint.validated()
                                    ? NotNull.refuseNulls(table.name(), constraint.column())
                                    : NotNull.addNotValid(table.name(), constraint.name(), constraint.column()));
                }
            } else {
                statements.add(alter("add constraint %s", constraint.name())
                        + " %s not valid".formatted(constraint.definition()));
                statements.addAll(comment(constraint));
            }
            plain.runAll(statements);
        }
    }

    /** After {@link #giveBack}, once NOT NULL is set again: the constraint gets back its name and comment. */
    void nameNotNull(Identifier column, Retired constraint) {
        plain.runAll(namesNotNull(column, constraint));
    }

    private List<String> namesNotNull(Identifier column, Retired constraint) {
        List<String> statements = new ArrayList<>(renamesNotNull(column, constraint.name()));
        if (constraint.comment() != null && hasNamedNotNull()) {
            statements.addAll(comment(constraint));
        }
        return statements;
    }

    /** Whether the column that was to be NOT NULL is so again. */
    boolean isNotNull(Retired constraint) {
        return new NotNull(database).isSet(table.name(), constraint.column());
    }

    List<Retired> all() {
        return jdbc.sql("""
                        select column_name, kind, name, definition, validated, comment
                          from pgretype.retired_constraint
                         where change = :change
                           and table_oid = :table
                         order by name""")
                .param("change", change)
                .param("table", table.oid())
                .query((row, number) -> new Retired(
                        Identifier.of(row.getString("column_name")),
                        row.getString("kind").equals("NOT_NULL"),
                        Identifier.of(row.getString("name")),
                        row.getString("definition"),
                        row.getBoolean("validated"),
                        row.getString("comment")))
                .list();
    }

    private int note() {
        return jdbc.sql(NOTE)
                .param("change", change)
                .param("table", table.oid())
                .param("columns", columns())
                .update();
    }

    private String[] columns() {
        return table.columns().stream().map(column -> column.column().name()).toArray(String[]::new);
    }

    private Identifier newColumnOf(Retired constraint) {
        return table.columns().stream()
                .filter(column -> column.column().equals(constraint.column()))
                .map(ColumnChange::newColumn)
                .findFirst()
                .orElseThrow();
    }

    private List<String> renamesNotNull(Identifier column, Identifier name) {
        return jdbc
                .sql(NAME_OF_NOT_NULL)
                .param("table", table.oid())
                .param("column", column.name())
                .query(String.class)
                .list()
                .stream()
                .map(Identifier::of)
                .filter(actual -> !actual.equals(name))
                .map(actual -> alter("rename constraint %s", actual) + " to " + name.sql())
                .toList();
    }

    /** PostgreSQL itself has perhaps called another column's constraint so: table and column make one name. */
    private Identifier unused(Identifier name) {
        List<String> taken = jdbc.sql("select conname from pg_constraint where conrelid = :table")
                .param("table", table.oid())
                .query(String.class)
                .list();
        Identifier unused = name;
        while (taken.contains(unused.name())) {
            unused = unused.withSuffix("1");
        }
        return unused;
    }

    private boolean hasNamedNotNull() {
        return jdbc.sql("select current_setting('server_version_num')::integer >= 180000")
                .query(Boolean.class)
                .single();
    }

    private List<String> comment(Retired constraint) {
        return Stream.ofNullable(constraint.comment())
                .map(comment -> "comment on constraint %s on %s is %s"
                        .formatted(constraint.name().sql(), table.name().sql(), new Literal(comment).sql()))
                .toList();
    }

    /** @param action with a place for the name */
    private String alter(String action, Identifier name) {
        return "alter table %s %s".formatted(table.name().sql(), action.formatted(name.sql()));
    }
}
