package io.pgretype.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A schema as one line a fact, read from the catalog. Columns stand in their table's order, all else is sorted. */
final class CatalogDump {

    /** Without a search path, PostgreSQL writes every name with its schema. */
    private static final String NO_SEARCH_PATH = "set search_path = ''";

    private static final String IS_DUMPED = """
            create or replace function pg_temp.is_dumped(schema oid) returns boolean
            language sql
            begin atomic
              select nspname !~ '^pg_' and nspname not in ('information_schema', 'pgretype')
              from pg_namespace
              where oid = schema;
            end
            """;

    private static final String IS_OF_EXTENSION = """
            create or replace function pg_temp.is_of_extension(catalog regclass, object oid) returns boolean
            language sql
            begin atomic
              select exists (
                select from pg_depend
                where classid = catalog and objid = object and deptype = 'e'
              );
            end
            """;

    private CatalogDump() {}

    static String of(TestDatabase database) {
        try (var session = database.connect()) {
            return of(session);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As this session sees it, what it has not committed included. */
    static String of(Connection session) {
        var jdbc = new JdbcTemplate(new SingleConnectionDataSource(session, true));
        Stream.of(NO_SEARCH_PATH, IS_DUMPED, IS_OF_EXTENSION).forEach(jdbc::execute);
        return Stream.of(
                        SchemaFacts.queries(),
                        RelationFacts.queries(),
                        ColumnFacts.queries(),
                        CodeFacts.queries(),
                        PublicationFacts.queries(PostgresServer.major()))
                .flatMap(queries -> queries)
                .flatMap(query -> jdbc.queryForList(query, String.class).stream())
                .map(fact -> fact.replace("\n", "\\n"))
                .collect(Collectors.joining("\n"));
    }
}
