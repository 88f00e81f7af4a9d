package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Plans that the application's sessions keep: the server refuses one whose result has got other columns or types. Other
 * sessions' prepared statements cannot be seen, so this is said always.
 */
final class PreparedStatements implements Notice {

    /** What prevents it, by client; the runbook has the same at more length. */
    private static final List<String> SETTINGS = List.of(
            "PgBouncer    RECONNECT right after each of these phases, whatever the clients set",
            "pgjdbc       autosave=conservative; prepareThreshold=0 where batches return rows",
            "psycopg 3    prepare_threshold=None (what Django sets)",
            "asyncpg      statement_cache_size=0",
            "Rails        prepared_statements: false",
            "Npgsql       Max Auto Prepare=0 (the default), no NpgsqlCommand.Prepare",
            "pgx          default_query_exec_mode=describe_exec, never cache_describe");

    /** The table's own trigger functions are renewed by the swap. A name in a comment counts too: better one too many. */
    private static final String FUNCTIONS = """
            select function.oid::regprocedure::text
              from pg_proc as function
              join pg_language as language
                on language.oid = function.prolang
             where language.lanname = 'plpgsql'
               and function.pronamespace is distinct from to_regnamespace('pgretype')::oid
               and function.prosrc ~* any (array[:names])
               and function.prosrc ~* :table_name
               and not exists (
                   select
                     from pg_trigger as trigger
                    where trigger.tgrelid = :table
                      and trigger.tgfoid = function.oid)
             order by 1""";

    private final JdbcClient jdbc;

    PreparedStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String title() {
        return "prepared statements: \"cached plan must not change result type\"";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        List<String> lines = new ArrayList<>();
        String columns = table.columns().stream()
                .map(column -> column.column().toString())
                .collect(Collectors.joining(", "));
        lines.add(
                "  - prepared statements fail with \"cached plan must not change result type\": after expand, contract and abandon those"
                        + " that return * (select *, returning *), after cutover and rollback all that return %s."
                                .formatted(columns));
        lines.add(
                "    Some drivers prepare again and repeat on their own, but not inside a transaction. Before expand, set:");
        SETTINGS.forEach(setting -> lines.add("      " + setting));
        lines.addAll(Notice.named(
                "functions whose plans sessions keep; if one hands on rows of the table, renew it after cutover and rollback"
                        + " (runbook: type of parameter)",
                functions(table)));
        return lines;
    }

    private List<String> functions(TableUnderChange table) {
        return jdbc.sql(FUNCTIONS)
                .param(
                        "names",
                        table.columns().stream()
                                .map(column -> word(column.column().name()))
                                .toList())
                .param("table_name", word(table.name().name().name()))
                .param("table", table.oid())
                .query(String.class)
                .list();
    }

    /** A regular expression for the name as a whole word. */
    private static String word(String name) {
        return "(^|[^[:alnum:]_])%s($|[^[:alnum:]_])".formatted(name.replaceAll("(?U)[^\\p{Alnum}_]", "\\\\$0"));
    }
}
