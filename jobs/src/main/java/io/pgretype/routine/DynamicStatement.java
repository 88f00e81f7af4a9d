package io.pgretype.routine;

import io.pgretype.routine.Token.Kind;
import io.pgretype.routine.Tokens.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plpgsql body puts together in strings, to EXECUTE it.
 *
 * @param tokens with holes where something is not known before it runs
 * @param scope in which the parameters are what USING gives
 * @param returned whether RETURN QUERY hands on its rows
 */
record DynamicStatement(Tokens tokens, Scope scope, boolean returned) {

    /** Of a body without EXECUTE, no string is a statement. */
    static List<DynamicStatement> in(Body body) {
        Tokens tokens = body.tokens();
        if (tokens.all().stream().noneMatch(token -> token.is("execute"))) {
            return List.of();
        }
        List<DynamicStatement> statements = new ArrayList<>();
        int from = 0;
        while (from < tokens.size()) {
            int end = from;
            while (end < tokens.size() && !tokens.is(end, ";")) {
                end++;
            }
            read(new Range(from, end), body, statements);
            from = end + 1;
        }
        return statements;
    }

    private static void read(Range range, Body body, List<DynamicStatement> statements) {
        Tokens tokens = body.tokens();
        if (tokens.is(range.from(), "raise")) {
            return;
        }
        int execute = find(range, tokens, "execute");
        int using = execute < range.to() ? find(new Range(execute, range.to()), tokens, "using") : range.to();
        int from = execute < range.to() ? execute + 1 : afterAssignment(range, tokens);
        int end = Math.min(using, tokens.find(from, range.to(), Set.of("into", "loop")));
        List<Token> joined = Joined.of(new Range(from, end), tokens);
        if (joined.stream().anyMatch(token -> token.kind() != Kind.HOLE)) {
            List<Shape> parameters =
                    execute < range.to() ? parameters(new Range(using + 1, range.to()), body) : parametersOfAll(body);
            statements.add(new DynamicStatement(
                    new Tokens(joined), body.scope().ofString(parameters), tokens.is(execute - 1, "query")));
        }
    }

    private static int afterAssignment(Range range, Tokens tokens) {
        for (int i = range.from(); i < range.to(); i++) {
            if (tokens.is(i, ":=") || tokens.is(i, "=") || tokens.is(i, "return") || tokens.is(i, "default")) {
                return i + 1;
            }
        }
        return range.from();
    }

    private static int find(Range range, Tokens tokens, String keyword) {
        for (int i = range.from(); i < range.to(); i++) {
            if (tokens.isKeyword(i, Set.of(keyword))) {
                return i;
            }
        }
        return range.to();
    }

    private static List<Shape> parameters(Range using, Body body) {
        Tokens tokens = body.tokens();
        Range list = new Range(
                using.from(), Math.max(using.from(), tokens.find(using.from(), using.to(), Set.of("into", "loop"))));
        return tokens.split(list).stream()
                .map(part -> part.to() - part.from() == 1
                        ? body.scope().row(tokens.at(part.from()).text())
                        : Shape.ANY)
                .toList();
    }

    /** A statement that was put into a variable may meet any USING of the body: what they do not agree on is not known. */
    private static List<Shape> parametersOfAll(Body body) {
        @Nullable List<Shape> agreed = null;
        Tokens tokens = body.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "execute")) {
                int end = tokens.find(i, tokens.size(), Set.of("loop"));
                int using = find(new Range(i, end), tokens, "using");
                List<Shape> parameters = using < end ? parameters(new Range(using + 1, end), body) : List.of();
                if (agreed != null && !agreed.equals(parameters)) {
                    return List.of();
                }
                agreed = parameters;
            }
        }
        return agreed == null ? List.of() : agreed;
    }
}
