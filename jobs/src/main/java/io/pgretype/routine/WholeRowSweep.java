package io.pgretype.routine;

import io.pgretype.change.Identifier;
import io.pgretype.routine.Routine.Result;
import io.pgretype.routine.Shape.Growth;
import io.pgretype.routine.Tokens.Range;
import io.pgretype.routine.WholeRowUse.Certainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Goes through a body, and through the statements that it puts together in strings, for whole rows of the table. */
final class WholeRowSweep {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

    private final Routine routine;
    private final Relation table;
    private final int firstMoved;
    private final List<WholeRowUse> uses = new ArrayList<>();

    /** @param moved the columns that are to change */
    WholeRowSweep(Routine routine, Relation table, List<Identifier> moved) {
        this.routine = routine;
        this.table = table;
        List<String> names = table.columns().stream().map(Relation.Column::name).toList();
        this.firstMoved = moved.stream()
                .mapToInt(column -> names.indexOf(column.name()) + 1)
                .min()
                .orElse(1);
    }

    List<WholeRowUse> of(Body body) {
        Variables variables = new Variables(body.tokens(), body.scope());
        if (routine.isPlpgsql()) {
            variables.read((line, name) ->
                    add(line, Certainty.POSSIBLE, "declares %s of the row type of %s".formatted(name, tableText())));
        }
        sweep(body.tokens(), body.scope(), variables);
        if (routine.isPlpgsql()) {
            for (DynamicStatement statement : DynamicStatement.in(body)) {
                sweep(statement.tokens(), statement.scope(), variables);
                if (statement.returned()) {
                    judgeResult(0, statement.tokens(), queries(statement.tokens(), statement.scope()));
                }
            }
        } else {
            judgeLastStatement(body);
        }
        return uses.stream()
                .distinct()
                .sorted(Comparator.comparing(WholeRowUse::line))
                .toList();
    }

    private void sweep(Tokens tokens, Scope scope, Variables variables) {
        Queries queries = queries(tokens, scope);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "insert", "into")) {
                Insert.at(i, tokens, queries).ifPresent(insert -> judge(insert, scope));
            } else if (tokens.is(i, "merge", "into")) {
                judgeMerge(i, tokens, scope, queries);
            } else if (tokens.is(i, "return", "query") && !tokens.is(i + 2, "execute")) {
                judgeResult(i + 2, tokens, queries);
            } else if (tokens.is(i, "with") || tokens.is(i, "select")) {
                Shape shape = queries.shape(i);
                if (tokens.is(i, "select") && shape.grows()) {
                    judgeTargets(i, tokens, queries, variables);
                }
            } else if (tokens.is(i, "set", "(")) {
                judgeSet(i, tokens, queries);
            } else if (tokens.is(i, "(")) {
                judgeRow(i, tokens, scope, queries);
                judgeComparison(i, tokens, queries);
            } else if (tokens.is(i, "for")) {
                judgeLoop(i, tokens, queries);
            }
        }
    }

    private Queries queries(Tokens tokens, Scope scope) {
        return new Queries(
                tokens,
                scope,
                (line, certain) -> add(
                        line,
                        certain ? Certainty.FROM_EXPAND : Certainty.POSSIBLE,
                        "puts whole rows together with others by union or the like"));
    }

    private void judge(Insert insert, Scope scope) {
        boolean intoTable = scope.isTable(insert.target());
        if (intoTable && insert.columns().isEmpty()) {
            judgeByPosition(insert);
        } else if (insert.shape().growth() != Growth.FIXED) {
            boolean certain =
                    insert.shape().grows() && (intoTable || (scope.isOther(insert.target()) && fits(insert, scope)));
            add(
                    insert.line(),
                    certain ? Certainty.FROM_EXPAND : Certainty.POSSIBLE,
                    "%s whole rows into %s".formatted(certain ? "inserts" : "may insert", insert.targetText()));
        }
    }

    /** One that does not fit today either is not reached, or means another table. */
    private static boolean fits(Insert insert, Scope scope) {
        OptionalInt written = insert.shape().columns();
        OptionalInt room = scope.relation(insert.target()).columns();
        return written.isEmpty()
                || (insert.columns().isEmpty()
                        ? room.isEmpty() || written.getAsInt() <= room.getAsInt()
                        : written.getAsInt() == insert.columns().size());
    }

    private void judgeByPosition(Insert insert) {
        Shape shape = insert.shape();
        boolean itself = shape.grows()
                && shape.columns().equals(OptionalInt.of(table.columns().size()));
        boolean before = shape.isFixed() && shape.columns().orElse(firstMoved) < firstMoved;
        if (!itself && !before) {
            add(
                    insert.line(),
                    shape.isFixed() ? Certainty.FROM_CUTOVER : Certainty.POSSIBLE,
                    "inserts into %s without a list of columns".formatted(insert.targetText()));
        }
    }

    private void judgeMerge(int merge, Tokens tokens, Scope scope, Queries queries) {
        List<String> target = tokens.names(merge + 2);
        int using = tokens.find(merge, tokens.size(), Set.of("using"));
        for (int i = using; i < tokens.endOfQuery(merge); i++) {
            if (tokens.is(i, "insert")) {
                boolean listed = tokens.is(i + 1, "(");
                int values = tokens.find(i, tokens.size(), Set.of("values"));
                Shape shape = queries.merged(tokens.inside(values + 1), using);
                judge(
                        new Insert(
                                tokens.at(i).line(),
                                target,
                                listed
                                        ? tokens.split(tokens.inside(i + 1)).stream()
                                                .map(column ->
                                                        tokens.at(column.from()).text())
                                                .toList()
                                        : List.of(),
                                List.of(),
                                shape),
                        scope);
            }
        }
    }

    private void judgeLastStatement(Body body) {
        Tokens tokens = body.tokens();
        int last = 0;
        for (int i = 0; i < tokens.size() - 1; i++) {
            last = tokens.is(i, ";") ? i + 1 : last;
        }
        judgeResult(last, tokens, queries(tokens, body.scope()));
    }

    private void judgeResult(int query, Tokens tokens, Queries queries) {
        Shape shape = queries.shape(query);
        int line = tokens.at(query).line();
        if (routine.result() == Result.ROW) {
            // One column may be a whole row.
            if (shape.isFixed() && shape.columns().orElse(1) > 1) {
                add(line, Certainty.FROM_EXPAND, "returns rows of %s by a list of columns".formatted(tableText()));
            }
        } else if (shape.grows() && routine.result() != Result.NONE) {
            boolean declared = routine.result() == Result.COLUMNS;
            add(
                    line,
                    declared ? Certainty.FROM_EXPAND : Certainty.POSSIBLE,
                    declared ? "returns whole rows as columns that it declares" : "returns whole rows as records");
        }
    }

    private void judgeTargets(int select, Tokens tokens, Queries queries, Variables variables) {
        int into = tokens.is(select + 1, "into")
                ? select + 1
                : tokens.find(select, tokens.size(), Set.of("into", "union", "intersect", "except", "loop"));
        if (routine.isPlpgsql() && tokens.is(into, "into")) {
            judgePositions(queries.targets(into), "selects * into variables", tokens, variables::takesByName);
        }
    }

    private void judgeLoop(int loop, Tokens tokens, Queries queries) {
        Range targets = queries.targets(loop);
        if (tokens.is(targets.to(), "in") && queries.shape(targets.to() + 1).grows()) {
            judgePositions(targets, "loops over * with variables", tokens, variable -> true);
        }
    }

    private void judgePositions(Range targets, String what, Tokens tokens, Predicate<String> byName) {
        List<Range> each = tokens.split(targets);
        if (each.size() > 1
                || (each.size() == 1 && !byName.test(tokens.at(targets.from()).text()))) {
            add(tokens.at(targets.from()).line(), Certainty.POSSIBLE, what + ", by position");
        }
    }

    private void judgeSet(int set, Tokens tokens, Queries queries) {
        int value = tokens.closing(set + 1) + 2;
        if (tokens.is(value - 1, "=")) {
            int opening = tokens.is(value, "row") ? value + 1 : value;
            Shape shape = queries.begins(opening + 1)
                    ? queries.shape(opening + 1)
                    : tokens.is(opening, "(") ? queries.items(tokens.inside(opening)) : Shape.VALUE;
            if (shape.growth() != Growth.FIXED) {
                add(
                        tokens.at(set).line(),
                        shape.grows() ? Certainty.FROM_EXPAND : Certainty.POSSIBLE,
                        "sets columns to a whole row");
            }
        }
    }

    /** A row of the table that is made of single values. */
    private void judgeRow(int opening, Tokens tokens, Scope scope, Queries queries) {
        Range inside = tokens.inside(opening);
        boolean row =
                tokens.split(inside).size() > 1 && !tokens.at(inside.from()).is("select");
        int before = tokens.is(opening - 1, "row") ? opening - 2 : opening - 1;
        boolean assigned = (tokens.is(before, ":=") || tokens.is(before, "="))
                && (tokens.is(before - 1, "new") || tokens.is(before - 1, "old"))
                && scope.row(tokens.at(before - 1).text()).grows()
                && !tokens.is(before - 2, ".")
                && tokens.is(inside.to() + 1, ";");
        boolean call = tokens.at(opening - 1).isName() && !tokens.is(opening - 1, "row");
        boolean cast = !call && tokens.is(inside.to() + 1, "::") && scope.isTable(tokens.names(inside.to() + 2));
        if (row && (assigned || cast) && queries.items(inside).isFixed()) {
            add(
                    tokens.at(opening).line(),
                    Certainty.FROM_EXPAND,
                    "makes a row of %s of single values".formatted(tableText()));
        }
    }

    /** Only ROW() makes columns of a row. */
    private void judgeComparison(int opening, Tokens tokens, Queries queries) {
        int after = tokens.closing(opening) + 1;
        boolean left = tokens.is(opening - 1, "row");
        boolean right = tokens.is(after + 1, "row");
        int other = right ? after + 2 : after + 1;
        if ((left || right) && COMPARISONS.contains(tokens.at(after).text()) && tokens.is(other, "(")) {
            Shape one = queries.items(tokens.inside(opening));
            Shape two = queries.items(tokens.inside(other));
            if ((left && one.grows() && two.isFixed()) || (right && two.grows() && one.isFixed())) {
                add(tokens.at(opening).line(), Certainty.FROM_EXPAND, "compares a whole row with single values");
            }
        }
    }

    private String tableText() {
        return table.schema() + "." + table.name();
    }

    private void add(int line, Certainty certainty, String what) {
        uses.add(new WholeRowUse(routine.name(), line, what, certainty));
    }
}
