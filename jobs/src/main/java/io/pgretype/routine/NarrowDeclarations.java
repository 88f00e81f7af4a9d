package io.pgretype.routine;

import io.pgretype.change.Identifier;
import io.pgretype.routine.Token.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds functions whose results and parameters stay as narrow as a column of numbers was. A declaration does not change with
 * the column, not even one that was written as its {@code %type}: the server keeps the type that was meant then.
 */
public final class NarrowDeclarations {

    private static final String CANDIDATES = """
            select format('%s %s', object.type, object.identity) as function,
                   body,
                   moved.attname as column,
                   format_type(moved.atttypid, null) as type
              from pg_class as class
              join pg_attribute as moved
                on moved.attrelid = class.oid
               and moved.attname in (:columns)
              join pg_type as type
                on type.oid = moved.atttypid
               and type.typcategory = 'N'
              join pg_proc as function
                on moved.atttypid = any (
                       function.prorettype || coalesce(function.proallargtypes, function.proargtypes::oid[]))
              join pg_language as language
                on language.oid = function.prolang
              join pg_namespace as namespace
                on namespace.oid = function.pronamespace
             cross join coalesce(pg_get_function_sqlbody(function.oid), function.prosrc) as body
             cross join pg_identify_object('pg_proc'::regclass, function.oid, 0) as object
             where class.oid = :table
               and language.lanname in ('sql', 'plpgsql')
               and namespace.nspname not in ('pg_catalog', 'information_schema', 'pgretype')
               and position(lower(class.relname) in lower(body)) > 0
             order by object.identity, moved.attnum""";

    private NarrowDeclarations() {}

    private record Candidate(NarrowDeclaration declaration, Set<String> names) {}

    /**
     * Sorted by function.
     *
     * @param table its pg_class.oid
     * @param moved the columns that are to change
     */
    public static List<NarrowDeclaration> of(long table, List<Identifier> moved, JdbcClient jdbc) {
        String name = jdbc.sql("select relname from pg_class where oid = :table")
                .param("table", table)
                .query(String.class)
                .single();
        return jdbc
                .sql(CANDIDATES)
                .param("table", table)
                .param("columns", moved.stream().map(Identifier::name).toList())
                .query((row, number) -> candidate(row))
                .list()
                .stream()
                .filter(candidate -> candidate
                        .names()
                        .containsAll(List.of(name, candidate.declaration().column())))
                .map(Candidate::declaration)
                .toList();
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                new NarrowDeclaration(row.getString("function"), row.getString("column"), row.getString("type")),
                Tokenizer.tokens(row.getString("body"), 1).stream()
                        .flatMap(NarrowDeclarations::names)
                        .collect(Collectors.toSet()));
    }

    /** In strings too: they may be statements. */
    private static Stream<String> names(Token token) {
        return (token.kind() == Kind.STRING ? Tokenizer.tokens(token.text(), 1) : List.of(token))
                .stream().filter(Token::isName).map(Token::text);
    }
}
