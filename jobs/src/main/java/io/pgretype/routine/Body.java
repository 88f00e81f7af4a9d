package io.pgretype.routine;

import io.pgretype.routine.Routine.Argument;
import io.pgretype.routine.Routine.Firing;
import io.pgretype.routine.Token.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A function's text and what its names mean. */
record Body(Routine routine, Tokens tokens, Scope scope) {

    /** Where several tables have a trigger function in common, it asks for the table it was called for. */
    private static final Set<String> TABLE_OF_TRIGGER =
            Set.of("tg_table_name", "tg_relname", "tg_relid", "tg_table_schema");

    /** Those that may have to do with the table. */
    static List<Body> concerned(long table, JdbcClient jdbc) {
        List<Routine> routines = Routines.of(table, jdbc);
        String name = jdbc.sql("select relname from pg_class where oid = :table")
                .param("table", table)
                .query(String.class)
                .single();
        Relations relations = Relations.named(
                Stream.concat(
                                Stream.of(name),
                                routines.stream()
                                        .flatMap(routine -> Tokenizer.tokens(routine.body(), 1).stream())
                                        .flatMap(Body::names))
                        .distinct()
                        .toList(),
                jdbc);
        // An index or a table of the catalog is not among them; preflight refuses it.
        return relations.of(List.of(name)).stream()
                .filter(relation -> relation.oid() == table)
                .flatMap(itself -> routines.stream().map(routine -> of(routine, itself, relations)))
                .toList();
    }

    /** In strings too: they may be statements. */
    private static Stream<String> names(Token token) {
        return token.kind() == Kind.STRING
                ? Tokenizer.tokens(token.text(), 1).stream()
                        .filter(Token::isName)
                        .map(Token::text)
                : token.isName() ? Stream.of(token.text()) : Stream.of();
    }

    private static Body of(Routine routine, Relation table, Relations relations) {
        Tokens tokens = new Tokens(Tokenizer.tokens(routine.body(), 1));
        Scope shapes = new Scope(table, relations, List.of());
        Scope scope = new Scope(
                table,
                relations,
                routine.arguments().stream()
                        .map(argument -> argument.row() ? shapes.wholeRow() : Shape.OTHER)
                        .toList());
        routine.arguments().stream()
                .filter(Argument::row)
                .forEach(argument -> scope.putRow(argument.name(), scope.wholeRow()));
        Shape ofTriggers = routine.ofOthers() && asksForItsTable(tokens) ? Shape.ANY : scope.wholeRow();
        scope.putRow("new", ofTrigger(routine, Firing::hasNew, ofTriggers));
        scope.putRow("old", ofTrigger(routine, Firing::hasOld, ofTriggers));
        routine.firings().forEach(firing -> Stream.of(firing.oldRows(), firing.newRows())
                .filter(Predicate.not(String::isEmpty))
                .forEach(rows -> scope.putQuery(rows, firing.enabled() ? ofTriggers : Shape.ANY)));
        putMade(tokens, scope);
        return new Body(routine, tokens, scope);
    }

    private static Shape ofTrigger(Routine routine, Predicate<Firing> has, Shape ofTriggers) {
        if (routine.firings().stream().anyMatch(has)) {
            return ofTriggers;
        }
        return routine.firings().stream().allMatch(Firing::enabled)
                        && (routine.ofOthers() || !routine.firings().isEmpty())
                ? Shape.OTHER
                : Shape.ANY;
    }

    private static boolean asksForItsTable(Tokens tokens) {
        return tokens.all().stream().anyMatch(token -> token.isName() && TABLE_OF_TRIGGER.contains(token.text()));
    }

    /** Of a table that the body itself makes, nothing is known. */
    private static void putMade(Tokens tokens, Scope scope) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "create")) {
                int table = tokens.find(i, Math.min(i + 4, tokens.size()), Set.of("table"));
                if (tokens.is(table, "table")) {
                    int name = tokens.is(table + 1, "if", "not", "exists") ? table + 4 : table + 1;
                    tokens.names(name).stream()
                            .reduce((first, last) -> last)
                            .ifPresent(last -> scope.putQuery(last, Shape.ANY));
                }
            }
        }
    }
}
