package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks PostgreSQL whether an expression over the probe's columns is immutable and can be assigned to a type: as a generated
 * column's expression must be. To be called in the probe's transaction.
 *
 * <p>PostgreSQL calls the input and output of enums stable, because ALTER TYPE can rename a label. That is no setting of a
 * session, and the gates notice it, so here enums count as the texts that they are written as.
 */
final class ImmutableConversion {

    private static final String TEXTS = "pg_temp.pgretype_texts";

    private static final String ENUMS = """
            select distinct format('%I.%I', namespace.nspname, type.typname)
              from pg_catalog.pg_type as type
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = type.typnamespace
             where type.typtype = 'e'
               and type.oid in (
                   select atttypid
                     from pg_catalog.pg_attribute
                    where attrelid = cast(:table as pg_catalog.regclass)
                      and attnum > 0)""";

    private static final String ENUM_COLUMNS = """
            select format('alter column %I type text using null', attribute.attname)
              from pg_catalog.pg_attribute as attribute
              join pg_catalog.pg_type as type
                on type.oid = attribute.atttypid
             where attribute.attrelid = cast(:table as pg_catalog.regclass)
               and attribute.attnum > 0
               and type.typtype = 'e'""";

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final String table;
    private final Identifier generated;

    /** @param generated a name that none of the table's columns has */
    ImmutableConversion(JdbcClient jdbc, PlainStatement plain, String table, Identifier generated) {
        this.jdbc = jdbc;
        this.plain = plain;
        this.table = table;
        this.generated = generated;
    }

    /** @throws DataAccessException PostgreSQL's reason: invalid_object_definition (42P17) for one that is not immutable */
    void require(String expression, String type) {
        generate(table, expression, type);
    }

    /**
     * To be called with an empty search_path.
     *
     * @param printed the expression as PostgreSQL printed it
     * @param typeOid the pg_type.oid of what it is assigned to
     */
    boolean isSoWithEnumsAsTexts(Expression printed, long typeOid) {
        List<String> enums =
                jdbc.sql(ENUMS).param("table", table).query(String.class).list();
        if (enums.isEmpty()) {
            return false;
        }
        String type = jdbc.sql("select pg_catalog.format_type(cast(:oid as oid), null)")
                .param("oid", typeOid)
                .query(String.class)
                .single();
        run("savepoint pgretype_texts");
        try {
            run("create temporary table pgretype_texts (like %s)".formatted(table));
            jdbc.sql(ENUM_COLUMNS)
                    .param("table", TEXTS)
                    .query(String.class)
                    .list()
                    .forEach(column -> run("alter table %s %s".formatted(TEXTS, column)));
            generate(TEXTS, asTexts(printed.on("pgretype_texts"), enums), asTexts(type, enums));
            return true;
        } catch (DataAccessException e) {
            return false;
        } finally {
            run("rollback to savepoint pgretype_texts");
        }
    }

    private static String asTexts(String sql, List<String> enums) {
        String texts = sql;
        for (String name : enums) {
            texts = texts.replace(name, "text");
        }
        return texts;
    }

    private void generate(String on, String expression, String type) {
        run("alter table %s add column %s %s generated always as (%s) stored"
                .formatted(on, generated.sql(), type, expression));
        run("alter table %s drop column %s".formatted(on, generated.sql()));
    }

    private void run(String sql) {
        plain.run(sql);
    }
}
