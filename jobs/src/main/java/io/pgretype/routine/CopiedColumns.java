package io.pgretype.routine;

import io.pgretype.change.Identifier;
import io.pgretype.routine.Tokens.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds where a table's trigger functions write columns that are to change into columns of other tables. */
public final class CopiedColumns {

    private static final Set<String> ROWS = Set.of("new", "old");

    private final Body body;
    private final Tokens tokens;
    private final List<Relation.Column> moved;
    private final List<CopiedColumn> found = new ArrayList<>();

    private CopiedColumns(Body body, List<Identifier> moved) {
        this.body = body;
        this.tokens = body.tokens();
        this.moved = body.scope().table().columns().stream()
                .filter(column -> moved.stream().anyMatch(each -> each.name().equals(column.name())))
                .toList();
    }

    /**
     * Sorted by function and line. The table must not have been expanded yet. A value that goes by way of a variable, or
     * of a string that is executed, is not seen.
     *
     * @param table its pg_class.oid
     * @param moved the columns that are to change
     */
    public static List<CopiedColumn> of(long table, List<Identifier> moved, JdbcClient jdbc) {
        return Body.concerned(table, jdbc).stream()
                .filter(body -> !body.routine().firings().isEmpty())
                .flatMap(body -> new CopiedColumns(body, moved).find().stream())
                .toList();
    }

    private List<CopiedColumn> find() {
        Queries queries = new Queries(tokens, body.scope(), (line, certain) -> {});
        List<String> target = List.of();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "insert", "into")) {
                target = tokens.names(i + 2);
                Insert.at(i, tokens, queries).ifPresent(this::inserted);
            } else if (tokens.is(i, "do", "update")) {
                updated(i + 2, target);
            } else if (tokens.is(i, "update") && !tokens.is(i - 1, "do")) {
                int name = tokens.is(i + 1, "only") ? i + 2 : i + 1;
                updated(name, tokens.names(name));
            }
        }
        return found.stream().distinct().toList();
    }

    private void inserted(Insert insert) {
        for (Relation target : body.scope().meant(insert.target())) {
            List<String> columns = insert.columns().isEmpty()
                    ? target.columns().stream().map(Relation.Column::name).toList()
                    : insert.columns();
            for (int i = 0; i < Math.min(columns.size(), insert.values().size()); i++) {
                written(insert.values().get(i), target, columns.get(i));
            }
        }
    }

    private void updated(int from, List<String> names) {
        int set = tokens.find(from, tokens.size(), Set.of("set"));
        Range assignments =
                new Range(set + 1, tokens.find(set, tokens.size(), Set.of("from", "where", "returning", "loop")));
        for (Range assignment : tokens.split(assignments)) {
            if (tokens.is(assignment.from() + 1, "=")) {
                for (Relation target : body.scope().meant(names)) {
                    written(
                            new Range(assignment.from() + 2, assignment.to()),
                            target,
                            tokens.at(assignment.from()).text());
                }
            }
        }
    }

    /** In the type that the moved column has now it holds no more than that. */
    private void written(Range value, Relation target, String name) {
        for (Relation.Column column : moved) {
            target.columns().stream()
                    .filter(each -> target.oid() != body.scope().table().oid())
                    .filter(each -> each.name().equals(name) && each.type().equals(column.type()))
                    .filter(each -> mentions(value, column.name()))
                    .map(each -> new CopiedColumn(
                            body.routine().name(),
                            tokens.at(value.from()).line(),
                            column.name(),
                            "%s.%s.%s".formatted(target.schema(), target.name(), name),
                            each.type()))
                    .forEach(found::add);
        }
    }

    private boolean mentions(Range value, String column) {
        for (int i = value.from(); i < value.to() - 2; i++) {
            if (tokens.isKeyword(i, ROWS)
                    && tokens.is(i + 1, ".")
                    && tokens.at(i + 2).isName()
                    && tokens.at(i + 2).text().equals(column)) {
                return true;
            }
        }
        return false;
    }
}
