package io.pgretype.routine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds where a table's trigger functions ask whether anything in the row changed. */
public final class ComparedRows {

    private static final Set<String> ROWS = Set.of("new", "old");
    private static final Set<String> OPERATORS = Set.of("=", "<>", "!=", "*=", "*<>");
    /** Before an assignment, as {@code new = old}. */
    private static final Set<String> STATEMENT = Set.of(";", "begin", "then", "else", "loop");

    private ComparedRows() {}

    /**
     * Sorted by function and line.
     *
     * @param table its pg_class.oid
     */
    public static List<ComparedRow> of(long table, JdbcClient jdbc) {
        List<ComparedRow> compared = new ArrayList<>();
        for (Body body : Body.concerned(table, jdbc)) {
            if (!body.routine().firings().isEmpty()) {
                lines(body.tokens())
                        .forEach(line ->
                                compared.add(new ComparedRow(body.routine().name(), line)));
            }
        }
        return List.copyOf(compared);
    }

    private static List<Integer> lines(Tokens tokens) {
        List<Integer> lines = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            int operator = afterRow(i, tokens);
            int other = afterOperator(operator, tokens);
            if (operator > i && other > operator && afterRow(other, tokens) > other && isRead(i, operator, tokens)) {
                lines.add(tokens.at(i).line());
            }
        }
        return lines.stream().distinct().toList();
    }

    /** The index after the row that stands there, perhaps in brackets; the same if none does. */
    private static int afterRow(int index, Tokens tokens) {
        if (!tokens.isKeyword(index, ROWS) || tokens.is(index - 1, ".")) {
            return index;
        }
        int after = tokens.is(index + 1, ".", "*") ? index + 3 : index + 1;
        if (tokens.is(after, ".")) {
            return index;
        }
        after = tokens.is(after, ")") ? after + 1 : after;
        return tokens.is(after, "::") ? Tokens.after(after + 1, tokens.names(after + 1)) : after;
    }

    /** The index where the other side begins; the same if no comparison stands there. */
    private static int afterOperator(int index, Tokens tokens) {
        int other = index;
        if (tokens.is(index, "is", "distinct", "from")) {
            other = index + 3;
        } else if (tokens.is(index, "is", "not", "distinct", "from")) {
            other = index + 4;
        } else if (OPERATORS.contains(tokens.at(index).text())) {
            other = index + 1;
        } else {
            return index;
        }
        // In brackets, in ROW(), or in a function of it, as to_jsonb(new).
        int bracket = Tokens.after(other, tokens.names(other));
        return tokens.is(bracket, "(") ? bracket + 1 : other;
    }

    private static boolean isRead(int index, int operator, Tokens tokens) {
        return !tokens.is(operator, "=")
                || !STATEMENT.contains(tokens.at(index - 1).text());
    }
}
