package io.pgretype.twin;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How PostgreSQL prints a named object of a table after the table's name; empty if there is no such object. To be called
 * with an empty search_path, so that every name is printed with its schema.
 */
final class Definitions {

    private static final String CONSTRAINT = """
            select regexp_replace(pg_catalog.pg_get_constraintdef(con.oid), ' NOT VALID$', '')
              from pg_catalog.pg_constraint as con
             where con.conrelid = :table
               and con.conname = :name""";

    private static final String STATISTICS = """
            select regexp_replace(
                       regexp_replace(
                           definition,
                           '^CREATE STATISTICS ("([^"]|"")+"|[^".]+)\\.("([^"]|"")+"|[^". (]+)',
                           ''),
                       ' FROM [^()]*$',
                       '')
              from pg_catalog.pg_statistic_ext as statistics
             cross join lateral pg_catalog.pg_get_statisticsobjdef(statistics.oid) as definition
             where statistics.stxrelid = :table
               and statistics.stxname = :name""";

    private static final String INDEX = """
            select substr(definition, position(' USING ' in definition) + 1)
              from pg_catalog.pg_index as index
              join pg_catalog.pg_class as class
                on class.oid = index.indexrelid
             cross join lateral pg_catalog.pg_get_indexdef(index.indexrelid) as definition
             where index.indrelid = :table
               and index.indisvalid
               and class.relname = :name""";

    private final JdbcClient jdbc;

    Definitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String of(TwinKind kind, long table, String name) {
        return switch (kind) {
            case INDEX, PRIMARY_KEY, SPARE_KEY -> index(table, name);
            case UNIQUE, CHECK -> print(CONSTRAINT, table, name);
            case STATISTICS -> print(STATISTICS, table, name);
        };
    }

    /** Only of a valid index. */
    String index(long table, String name) {
        return print(INDEX, table, name);
    }

    private String print(String sql, long table, String name) {
        return jdbc.sql(sql)
                .param("table", table)
                .param("name", name)
                .query(String.class)
                .optional()
                .orElse("");
    }
}
