package io.pgretype.routine;

import io.pgretype.routine.Shape.Growth;
import io.pgretype.routine.Token.Kind;
import io.pgretype.routine.Tokens.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Tells of a query whether what it returns grows with the table. */
final class Queries {

    private static final Set<String> SET_OPERATIONS = Set.of("union", "intersect", "except", "loop");
    private static final Set<String> AFTER_FROM = Set.of(
            "where",
            "group",
            "having",
            "window",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "union",
            "intersect",
            "except",
            "returning",
            "into",
            "loop",
            "set",
            "when");
    private static final Set<String> AFTER_LIST = Set.of(
            "from",
            "where",
            "group",
            "having",
            "window",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "union",
            "intersect",
            "except",
            "into",
            "on",
            "loop");
    private static final Set<String> NO_ALIAS = Set.of(
            "on",
            "using",
            "join",
            "left",
            "right",
            "inner",
            "full",
            "cross",
            "natural",
            "tablesample",
            "where",
            "set",
            "when");

    /** What a FROM names. */
    private record Source(String alias, Shape shape) {}

    /** Told of two queries that are put together and do not both grow. */
    interface Union {
        void of(int line, boolean certain);
    }

    private final Tokens tokens;
    private final Scope scope;
    private final Union uneven;

    Queries(Tokens tokens, Scope scope, Union uneven) {
        this.tokens = tokens;
        this.scope = scope;
        this.uneven = uneven;
    }

    boolean begins(int index) {
        return tokens.isKeyword(index, Set.of("select", "with", "values", "table", "insert", "update", "delete"));
    }

    /** Of what the query that begins there returns. */
    Shape shape(int from) {
        if (tokens.is(from, "(")) {
            return withOthers(from, shape(from + 1), tokens.closing(from) + 1);
        }
        return switch (tokens.at(from).kind() == Kind.WORD ? tokens.at(from).text() : "") {
            case "with" -> shape(afterNamedQueries(from));
            case "select" ->
                withOthers(
                        from,
                        items(list(from), sources(list(from).to())),
                        list(from).to());
            case "values" -> withOthers(from, items(tokens.inside(from + 1), List.of()), tokens.closing(from + 1));
            case "table" -> withOthers(from, scope.relation(tokens.names(from + 1)), from + 2);
            case "insert", "update", "delete", "merge" -> returned(from);
            default -> Shape.ANY;
        };
    }

    /** The select list of the query that begins there. */
    Range list(int select) {
        int from = select + 1;
        if (tokens.is(from, "all") || tokens.is(from, "distinct")) {
            from++;
        }
        if (tokens.is(from, "on", "(")) {
            from = tokens.closing(from + 1) + 1;
        }
        if (tokens.is(from, "into")) {
            from = targets(from).to();
        }
        return new Range(from, tokens.find(from, tokens.size(), AFTER_LIST));
    }

    /** The variables that an INTO names. */
    Range targets(int into) {
        int index = tokens.is(into + 1, "strict") ? into + 2 : into + 1;
        int from = index;
        while (tokens.at(index).isName()) {
            index = Tokens.after(index, tokens.names(index));
            if (tokens.is(index, "[")) {
                index = tokens.closing(index) + 1;
            }
            if (!tokens.is(index, ",")) {
                break;
            }
            index++;
        }
        return new Range(from, index);
    }

    /** Of a list's items, without a FROM. */
    Shape items(Range list) {
        return items(list, List.of());
    }

    /** Of the items of a MERGE's insert. */
    Shape merged(Range list, int using) {
        return items(list, sourcesAfter(using));
    }

    private Shape items(Range list, List<Source> sources) {
        return Shape.of(
                tokens.split(list).stream().map(item -> item(item, sources)).toList());
    }

    private Shape item(Range item, List<Source> sources) {
        if (item.to() - item.from() == 1 && tokens.is(item.from(), "*")) {
            return sources.isEmpty()
                    ? Shape.ANY
                    : Shape.of(sources.stream().map(Source::shape).toList());
        }
        for (int i = item.from(); i < item.to() - 2; i++) {
            if (tokens.is(i, ".", "*") && tokens.at(i + 2).kind() == Kind.HOLE) {
                return Shape.ANY;
            }
        }
        return tokens.is(item.to() - 2, ".", "*") ? row(new Range(item.from(), item.to() - 2), sources) : Shape.VALUE;
    }

    /** Of what precedes {@code .*}. */
    private Shape row(Range range, List<Source> sources) {
        List<String> names = tokens.names(range.from());
        if (!names.isEmpty() && Tokens.after(range.from(), names) == range.to()) {
            String name = names.get(names.size() - 1);
            return sources.stream()
                    .filter(source -> source.alias().equals(name))
                    .map(Source::shape)
                    .findFirst()
                    .orElseGet(() -> names.size() == 1 ? scope.row(name) : Shape.ANY);
        }
        if (tokens.is(range.from(), "(")) {
            Range inside = tokens.inside(range.from());
            return inside.to() == range.to() - 1 ? cast(inside, sources) : Shape.VALUE;
        }
        return tokens.at(range.from()).kind() == Kind.PARAMETER && range.to() == range.from() + 1
                ? scope.parameter(number(tokens.at(range.from())))
                : Shape.VALUE;
    }

    private Shape cast(Range inside, List<Source> sources) {
        for (int i = inside.to() - 1; i > inside.from(); i--) {
            if (tokens.is(i, "::") && Tokens.after(i + 1, tokens.names(i + 1)) == inside.to()) {
                return scope.relation(tokens.names(i + 1));
            }
        }
        Shape row = row(inside, sources);
        return row.equals(Shape.VALUE) ? Shape.ANY : row;
    }

    private static int number(Token parameter) {
        String digits = parameter.text().substring(1);
        return digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    private List<Source> sources(int afterList) {
        int from =
                tokens.find(afterList, tokens.size(), Set.of("from", "where", "union", "intersect", "except", "loop"));
        return tokens.is(from, "from") ? sourcesAfter(from) : List.of();
    }

    private List<Source> sourcesAfter(int keyword) {
        List<Source> sources = new ArrayList<>();
        int index = keyword;
        int end = tokens.find(keyword + 1, tokens.size(), AFTER_FROM);
        boolean merged = false;
        while (index < end) {
            if (index == keyword || tokens.is(index, ",") || tokens.is(index, "join")) {
                sources.add(source(index + 1, end));
            }
            merged |= index > keyword && (tokens.is(index, "using") || tokens.is(index, "natural"));
            index = tokens.is(index, "(") ? tokens.closing(index) + 1 : index + 1;
        }
        if (merged) {
            // Columns of the same name stand once.
            sources.replaceAll(source ->
                    new Source(source.alias(), new Shape(source.shape().growth(), OptionalInt.empty())));
        }
        return sources;
    }

    private Source source(int from, int end) {
        if (tokens.is(from, "lateral") || tokens.is(from, "only")) {
            return source(from + 1, end);
        }
        List<String> names = tokens.names(from);
        int after = Tokens.after(from, names);
        Shape shape = names.isEmpty() || tokens.is(after, "(") ? Shape.ANY : scope.relation(names);
        if (tokens.is(from, "(")) {
            after = tokens.closing(from) + 1;
            shape = begins(from + 1) ? shape(from + 1) : Shape.ANY;
        } else if (tokens.is(after, "(")) {
            after = tokens.closing(after) + 1;
        }
        int alias = tokens.is(after, "as") ? after + 1 : after;
        boolean named = alias < end && tokens.at(alias).isName() && !tokens.isKeyword(alias, NO_ALIAS);
        if (named && tokens.is(alias + 1, "(") && !shape.grows()) {
            shape = Shape.fixed(tokens.split(tokens.inside(alias + 1)).size());
        }
        return new Source(named ? tokens.at(alias).text() : names.isEmpty() ? "" : names.get(names.size() - 1), shape);
    }

    /** Remembers the queries that a WITH names. */
    private int afterNamedQueries(int with) {
        int index = tokens.is(with + 1, "recursive") ? with + 2 : with + 1;
        while (tokens.at(index).isName()) {
            String name = tokens.at(index).text();
            int body = index + 1;
            while (body < tokens.size() && !tokens.is(body, "as") && !tokens.is(body, ";")) {
                body++;
            }
            while (body < tokens.size() && !tokens.is(body, "(") && !tokens.is(body, ";")) {
                body++;
            }
            scope.putQuery(name, shape(body + 1));
            int after = tokens.closing(body) + 1;
            if (!tokens.is(after, ",")) {
                return after;
            }
            index = after + 1;
        }
        return index;
    }

    /** Of RETURNING. */
    private Shape returned(int from) {
        int returning = tokens.find(from, tokens.size(), Set.of("returning", "loop"));
        if (!tokens.is(returning, "returning")) {
            return Shape.fixed(0);
        }
        int name = tokens.is(from + 1, "only") || tokens.is(from + 1, "into") || tokens.is(from + 1, "from")
                ? from + 2
                : from + 1;
        int end = tokens.find(returning + 1, tokens.size(), AFTER_LIST);
        return items(
                new Range(returning + 1, end), List.of(source(tokens.is(name, "only") ? name + 1 : name, returning)));
    }

    /** With what UNION and the like put to it. */
    private Shape withOthers(int from, Shape first, int after) {
        int operation = tokens.find(after, tokens.size(), SET_OPERATIONS);
        if (!tokens.isKeyword(operation, SET_OPERATIONS) || tokens.is(operation, "loop")) {
            return first;
        }
        int next =
                tokens.is(operation + 1, "all") || tokens.is(operation + 1, "distinct") ? operation + 2 : operation + 1;
        Shape second = shape(next);
        if (first.grows() != second.grows()) {
            boolean certain = first.growth() != Growth.UNKNOWN
                    && second.growth() != Growth.UNKNOWN
                    && (first.columns().isEmpty()
                            || second.columns().isEmpty()
                            || first.columns().equals(second.columns()));
            uneven.of(tokens.at(from).line(), certain);
        }
        return first.grows() ? first : second;
    }
}
