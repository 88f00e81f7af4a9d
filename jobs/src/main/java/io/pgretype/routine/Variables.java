package io.pgretype.routine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The variables that a plpgsql body declares, as far as rows are concerned. */
final class Variables {

    private final Tokens tokens;
    private final Scope scope;
    private final Set<String> byName = new HashSet<>();

    /** Puts them into the scope. */
    Variables(Tokens tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
    }

    /** Told of a variable of the row type. */
    interface Row {
        void of(int line, String name);
    }

    void read(Row row) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "declare")) {
                int begin = i + 1;
                while (begin < tokens.size() && !tokens.is(begin, "begin")) {
                    declaration(begin, row);
                    begin = tokens.find(begin, tokens.size(), Set.of()) + 1;
                }
                i = begin;
            }
        }
    }

    private void declaration(int index, Row row) {
        String name = tokens.at(index).text();
        int type = tokens.is(index + 1, "constant") ? index + 2 : index + 1;
        List<String> names = tokens.names(type);
        int after = Tokens.after(type, names);
        if (tokens.is(after, "%") && !tokens.is(after + 1, "rowtype")) {
            return;
        }
        if (names.equals(List.of("record"))) {
            byName.add(name);
        }
        Shape shape = scope.relation(names);
        boolean mayBeRow = scope.meant(names).stream()
                .anyMatch(meant -> meant.oid() == scope.table().oid());
        if (mayBeRow) {
            row.of(tokens.at(index).line(), name);
            byName.add(name);
        }
        if (mayBeRow || shape.isFixed()) {
            scope.putRow(name, shape);
        }
    }

    /** Whether it takes the columns by their names, whatever their order. */
    boolean takesByName(String variable) {
        return byName.contains(variable);
    }
}
