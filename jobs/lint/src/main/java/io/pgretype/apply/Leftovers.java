package io.pgretype.apply;

import io.pgretype.lint.script.Statement;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a statement that runs outside a transaction leaves when it is interrupted, and how to tell that it was done. */
sealed interface Leftovers {

    /** Of an index: it is invalid, and nobody is building it. */
    String ABANDONED = """
            not index.indisvalid
               and not exists (
                   select
                     from pg_stat_progress_create_index as progress
                    where progress.index_relid = index.indexrelid)""";

    /** Statements that remove it, to be run the same way, before the statement. */
    default List<String> removal(JdbcClient jdbc, boolean begunBefore) {
        return List.of();
    }

    /** Whether the database is as the statement makes it. */
    default boolean isDone(JdbcClient jdbc) {
        return false;
    }

    /** What is wrong after it has ended well; empty if nothing is. */
    default Optional<String> flaw(JdbcClient jdbc) {
        return Optional.empty();
    }

    static Leftovers of(Statement statement) {
        List<String> tokens = statement.tokens();
        if (!new Command(statement).isConcurrently()) {
            return new None();
        }
        return switch (tokens.get(0)) {
            case "create" -> newIndex(tokens);
            case "drop" -> new DroppedIndex(name(tokens, tokens.contains("exists") ? 5 : 3));
            case "reindex" -> new Rebuilt(name(tokens, tokens.indexOf("concurrently") + 1));
            default -> new Detached(name(tokens, tokens.indexOf("partition") + 1), tokens);
        };
    }

    private static Leftovers newIndex(List<String> tokens) {
        int at = tokens.indexOf("concurrently") + 1;
        if (tokens.get(at).equals("if")) {
            at += 3;
        }
        int on = tokens.indexOf("on");
        // Without a name the server chooses one that is free.
        if (on != at + 1) {
            return new None();
        }
        return new NewIndex(tokens.get(at), name(tokens, tokens.get(on + 1).equals("only") ? on + 2 : on + 1));
    }

    /** With its schema, if it has one; with quotes. */
    private static String name(List<String> tokens, int at) {
        return at + 2 < tokens.size() && tokens.get(at + 1).equals(".")
                ? tokens.get(at) + "." + tokens.get(at + 2)
                : tokens.get(at);
    }

    /** Nothing that we know of: it may be repeated. */
    record None() implements Leftovers {}

    /**
     * An invalid index of that name on that table, on which nobody is at work.
     *
     * @param index without a schema: it is its table's
     */
    record NewIndex(String index, String table) implements Leftovers {

        private static final String INDEX = """
                select index.indexrelid::regclass::text
                  from pg_index as index
                  join pg_class as class
                    on class.oid = index.indexrelid
                 where index.indrelid = to_regclass(:table)
                   and class.relname = (parse_ident(:index))[1]
                   and %s""";

        @Override
        public List<String> removal(JdbcClient jdbc, boolean begunBefore) {
            return find(jdbc, ABANDONED).stream()
                    .map("drop index concurrently %s"::formatted)
                    .toList();
        }

        @Override
        public boolean isDone(JdbcClient jdbc) {
            return find(jdbc, "index.indisvalid").isPresent();
        }

        @Override
        public Optional<String> flaw(JdbcClient jdbc) {
            return isDone(jdbc)
                    ? Optional.empty()
                    : Optional.of("there is no valid index %s on %s, though the server said that it was done"
                            .formatted(index, table));
        }

        private Optional<String> find(JdbcClient jdbc, String condition) {
            return jdbc.sql(INDEX.formatted(condition))
                    .param("table", table)
                    .param("index", index)
                    .query(String.class)
                    .optional();
        }
    }

    /** An invalid index, which the same statement drops. */
    record DroppedIndex(String index) implements Leftovers {

        @Override
        public boolean isDone(JdbcClient jdbc) {
            return jdbc.sql("select to_regclass(:index) is null")
                    .param("index", index)
                    .query(Boolean.class)
                    .single();
        }
    }

    /**
     * Invalid indexes with the names that REINDEX gives them, on the table that it was for.
     *
     * @param relation an index or a table; what is neither has none
     */
    record Rebuilt(String relation) implements Leftovers {

        private static final String INVALID = """
                select index.indexrelid::regclass::text
                  from pg_index as index
                  join pg_class as class
                    on class.oid = index.indexrelid
                 where index.indrelid in (
                           select coalesce(own.indrelid, to_regclass(:relation))
                             from (select) as one
                             left join pg_index as own
                               on own.indexrelid = to_regclass(:relation))
                   and class.relname ~ '_cc(new|old)[0-9]*$'
                   and %s""".formatted(ABANDONED);

        @Override
        public List<String> removal(JdbcClient jdbc, boolean begunBefore) {
            return begunBefore
                    ? jdbc.sql(INVALID).param("relation", relation).query(String.class).list().stream()
                            .map("drop index concurrently %s"::formatted)
                            .toList()
                    : List.of();
        }
    }

    /** A partition of which the server knows that it is being detached. */
    record Detached(String partition, List<String> tokens) implements Leftovers {

        private static final String PENDING = """
                select exists (
                    select
                      from pg_inherits
                     where inhrelid = to_regclass(:partition)
                       and %s)""";

        @Override
        public List<String> removal(JdbcClient jdbc, boolean begunBefore) {
            return begunBefore && exists(jdbc, "inhdetachpending")
                    ? List.of(String.join(" ", tokens.subList(0, tokens.size() - 1))
                                    .replace(" . ", ".") + " finalize")
                    : List.of();
        }

        @Override
        public boolean isDone(JdbcClient jdbc) {
            return !exists(jdbc, "true");
        }

        private boolean exists(JdbcClient jdbc, String condition) {
            return jdbc.sql(PENDING.formatted(condition))
                    .param("partition", partition)
                    .query(Boolean.class)
                    .single();
        }
    }
}
