package io.pgretype.rebind;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Attempt;
import io.pgretype.database.Database;
import java.util.List;

/**
 * Empty temporary copies of tables, which hide these from statements that name them without their schemas. For a
 * transaction that is rolled back; locks the tables themselves ACCESS SHARE.
 */
final class EmptyCopies {

    /** Statements may go by keys: group by one, or on conflict. */
    private static final String KEYS = """
            select pg_catalog.format(
                       'alter table pg_temp.%I add constraint %I %s',
                       class.relname, con.conname, pg_catalog.pg_get_constraintdef(con.oid))
              from pg_catalog.pg_constraint as con
              join pg_catalog.pg_class as class
                on class.oid = con.conrelid
             where con.conrelid = :table
               and con.contype in ('p', 'u')
             union all
            select pg_catalog.format(
                       'create unique index on pg_temp.%I %s',
                       class.relname,
                       pg_catalog.substr(definition, pg_catalog.strpos(definition, ' USING ') + 1))
              from pg_catalog.pg_index as index
              join pg_catalog.pg_class as class
                on class.oid = index.indrelid
             cross join lateral pg_catalog.pg_get_indexdef(index.indexrelid) as definition
             where index.indrelid = :table
               and index.indisunique
               and not exists (
                   select
                     from pg_catalog.pg_constraint as con
                    where con.conindid = index.indexrelid)""";

    private final Database database;
    private final PlainStatement plain;

    EmptyCopies(Database database) {
        this.database = database;
        this.plain = new PlainStatement(database);
    }

    /** With the types that the columns will have, and the keys that are there with them. */
    void make(TableUnderChange table, Direction until) {
        List<String> keys = database.jdbc()
                .sql(KEYS)
                .param("table", table.oid())
                .query(String.class)
                .list();
        QualifiedName copy = of(table.name());
        plain.run("create temporary table %s (like %s)"
                .formatted(copy.name().sql(), table.name().sql()));
        table.columns()
                .forEach(column -> plain.run("alter table %s alter column %s type %s using null"
                        .formatted(
                                copy.sql(),
                                column.column().sql(),
                                until == Direction.FORWARD ? column.newType() : column.oldType())));
        // What becomes of a key that is not possible with the new type is said elsewhere.
        keys.forEach(key -> Attempt.of(database, () -> plain.run(key)));
    }

    static QualifiedName of(QualifiedName table) {
        return new QualifiedName(Identifier.of("pg_temp"), table.name());
    }

    /** The statement that copies a relation which does not change itself. */
    static String ifMissing(QualifiedName relation) {
        return "create temporary table if not exists %s (like %s)"
                .formatted(relation.name().sql(), relation.sql());
    }
}
