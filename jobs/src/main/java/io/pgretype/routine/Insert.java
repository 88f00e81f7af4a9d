package io.pgretype.routine;

import io.pgretype.routine.Tokens.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An INSERT in a body.
 *
 * @param target the names of its table; empty if they are made at run time
 * @param columns those that it lists; empty if it lists none
 * @param values what it writes to them, in their order; empty if that cannot be told
 * @param shape of what it writes
 */
record Insert(int line, List<String> target, List<String> columns, List<Range> values, Shape shape) {

    private static final Set<String> AFTER_TARGET =
            Set.of("select", "values", "with", "table", "default", "overriding", "as");

    /** The one that begins there, if it writes anything but defaults. */
    static Optional<Insert> at(int index, Tokens tokens, Queries queries) {
        int next = index + 2;
        List<String> target = new ArrayList<>(tokens.names(next));
        next = Tokens.after(next, target);
        if (target.contains(String.valueOf(Tokenizer.HOLE)) || tokens.at(next).kind() == Token.Kind.HOLE) {
            target.clear();
            next = tokens.find(next, tokens.size(), AFTER_TARGET);
            for (int i = index + 2; i < next; i++) {
                next = tokens.is(i, "(") ? i : next;
            }
        }
        if (tokens.is(next, "as")) {
            next += 2;
        }
        List<String> columns = new ArrayList<>();
        if (tokens.is(next, "(") && !tokens.is(next + 1, "(") && !queries.begins(next + 1)) {
            tokens.split(tokens.inside(next))
                    .forEach(column -> columns.add(tokens.at(column.from()).text()));
            next = tokens.closing(next) + 1;
        }
        if (tokens.is(next, "overriding")) {
            next += 3;
        }
        return tokens.is(next, "default")
                ? Optional.empty()
                : Optional.of(new Insert(
                        tokens.at(index).line(),
                        List.copyOf(target),
                        List.copyOf(columns),
                        values(next, tokens, queries),
                        queries.shape(next)));
    }

    private static List<Range> values(int source, Tokens tokens, Queries queries) {
        if (tokens.is(source, "values", "(")) {
            return tokens.split(tokens.inside(source + 1));
        }
        return tokens.is(source, "select") ? tokens.split(queries.list(source)) : List.of();
    }

    String targetText() {
        return target.isEmpty() ? "a table named at run time" : String.join(".", target);
    }
}
