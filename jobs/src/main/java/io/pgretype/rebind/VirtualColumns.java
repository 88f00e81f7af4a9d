package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Virtual generated columns, which PostgreSQL 18 brought. They are bound by {@link #statements}, not with the other kinds: as
 * long as the table has a CHECK the server does not take that, and the way back ends with some.
 */
public final class VirtualColumns implements BoundKind {

    private static final String COLUMNS = """
            select pg_catalog.format('column %I.%I.%I', namespace.nspname, class.relname, attribute.attname) as text,
                   pg_catalog.pg_get_userbyid(class.relowner) as owner,
                   pg_catalog.format(
                       'alter table %I.%I alter column %I set expression as',
                       namespace.nspname, class.relname, attribute.attname) as alter,
                   expression,
                   pg_catalog.format(
                       'alter table pg_temp.%I add column %I %s generated always as (%s) virtual',
                       class.relname,
                       'pgretype_' || attribute.attnum,
                       pg_catalog.format_type(attribute.atttypid, attribute.atttypmod),
                       expression) as trial
              from pg_catalog.pg_attrdef as definition
              join pg_catalog.pg_attribute as attribute
                on attribute.attrelid = definition.adrelid
               and attribute.attnum = definition.adnum
               and attribute.attgenerated = 'v'
              join pg_catalog.pg_class as class
                on class.oid = definition.adrelid
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
             cross join lateral pg_catalog.pg_get_expr(definition.adbin, definition.adrelid) as expression
             where definition.oid in (:definitions)
             order by attribute.attnum""";

    private final JdbcClient jdbc;
    private final Remembered remembered;

    VirtualColumns(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
    }

    /**
     * For right after the columns' names are exchanged.
     *
     * @param remembered how they were before the way there
     */
    public static List<String> statements(Database database, TableUnderChange table, List<BoundDefinition> remembered) {
        JdbcClient jdbc = database.jdbc();
        VirtualColumns columns = new VirtualColumns(jdbc, new Remembered(remembered));
        return new QualifiedNames(database)
                .read(() -> columns.columns(List.of(Rebinding.anchor(jdbc, table)), columns::statement));
    }

    private String statement(ResultSet row) throws SQLException {
        return "%s (%s)"
                .formatted(
                        row.getString("alter"), remembered.wording(row.getString("text"), row.getString("expression")));
    }

    /** Just how they are printed, and what is tried of them. */
    @Override
    public List<Bound> to(List<Anchor> anchors) {
        return columns(
                anchors,
                row -> new Bound(
                        new BoundObject(row.getString("text"), row.getString("owner")),
                        row.getString("expression"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(row.getString("trial"))));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> columns(List<Anchor> anchors, Reading<T> reading) {
        return jdbc.sql(COLUMNS)
                .param(
                        "definitions",
                        new Dependence(jdbc).on(anchors, "pg_attrdef").oids())
                .query((row, number) -> reading.of(row))
                .list();
    }
}
