package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.Literal;
import io.pgretype.database.Database;
import io.pgretype.lock.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The old columns' CHECK and NOT NULL constraints. While the application writes the new columns they must be gone: where
 * a value does not fit the old type, the mirror writes NULL. The ledger keeps them for the way back.
 */
final class RetiredConstraints {

    private static final String NOTE = """
            insert into pgretype.retired_constraint
                   (change, table_oid, column_name, kind, name, definition, validated, comment)
            select :change,
                   :table,
                   :column,
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
               and attribute.attname = :column
            union all
            -- Until PostgreSQL 18 NOT NULL is a mark of the column; from then on a constraint with a name.
            select :change,
                   :table,
                   :column,
                   'NOT_NULL',
                   coalesce(con.conname, attribute.attname || '_not_null'),
                   '',
                   true,
                   obj_description(con.oid, 'pg_constraint')
              from pg_attribute as attribute
              left join pg_constraint as con
                on con.conrelid = attribute.attrelid
               and con.contype = 'n'
               and con.conkey = array[attribute.attnum]
             where attribute.attrelid = :table
               and attribute.attname = :column
               and attribute.attnotnull
            -- A CHECK over two columns that are both changed is noted once.
            on conflict do nothing""";

    private static final String NAME_OF_NOT_NULL = """
            select con.conname
              from pg_constraint as con
              join pg_attribute as attribute
                on attribute.attrelid = con.conrelid
               and con.conkey = array[attribute.attnum]
             where con.conrelid = :table
               and con.contype = 'n'
               and attribute.attname = :column""";

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

    /** Before the names are swapped: notes them in the ledger and drops them; gives NOT NULL's name to the new column. */
    void retire() {
        jdbc.sql("delete from pgretype.retired_constraint where change = :change and table_oid = :table")
                .param("change", change)
                .param("table", table.oid())
                .update();
        names.read(() -> table.columns().stream().mapToInt(this::note).sum());
        for (Retired constraint : all()) {
            if (constraint.isNotNull()) {
                run("alter column %s drop not null"
                        .formatted(constraint.column().sql()));
                nameNotNull(newColumnOf(constraint), constraint);
            } else {
                run("drop constraint %s".formatted(constraint.name().sql()));
            }
        }
    }

    /** After the names are swapped back: refuses what they refuse from now on; the rows are looked at later. */
    void giveBack() {
        for (Retired constraint : all()) {
            if (constraint.isNotNull()) {
                // One of the key, or an identity column, has it again already.
                if (!isNotNull(constraint)) {
                    jdbc.sql(NotNull.refuseNulls(table.name(), constraint.column()))
                            .update();
                }
                renameNotNull(
                        newColumnOf(constraint), unused(newColumnOf(constraint).withSuffix("_not_null")));
            } else {
                run("add constraint %s %s not valid".formatted(constraint.name().sql(), constraint.definition()));
                comment(constraint);
            }
        }
    }

    /** After {@link #giveBack}, once NOT NULL is set again: the constraint gets back its name and comment. */
    void nameNotNull(Identifier column, Retired constraint) {
        renameNotNull(column, constraint.name());
        if (hasNamedNotNull()) {
            comment(constraint);
        }
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

    private int note(ColumnChange column) {
        return jdbc.sql(NOTE)
                .param("change", change)
                .param("column", column.column().name())
                .param("table", table.oid())
                .update();
    }

    private Identifier newColumnOf(Retired constraint) {
        return table.columns().stream()
                .filter(column -> column.column().equals(constraint.column()))
                .map(ColumnChange::newColumn)
                .findFirst()
                .orElseThrow();
    }

    private void renameNotNull(Identifier column, Identifier name) {
        jdbc.sql(NAME_OF_NOT_NULL)
                .param("table", table.oid())
                .param("column", column.name())
                .query(String.class)
                .optional()
                .map(Identifier::of)
                .filter(actual -> !actual.equals(name))
                .ifPresent(actual -> run("rename constraint %s to %s".formatted(actual.sql(), name.sql())));
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

    private void comment(Retired constraint) {
        if (constraint.comment() != null) {
            jdbc.sql("comment on constraint %s on %s is %s"
                            .formatted(
                                    constraint.name().sql(),
                                    table.name().sql(),
                                    new Literal(constraint.comment()).sql()))
                    .update();
        }
    }

    private void run(String action) {
        plain.run("alter table %s %s".formatted(table.name().sql(), action));
    }
}
