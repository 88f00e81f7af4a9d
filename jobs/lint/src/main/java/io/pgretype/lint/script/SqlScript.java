package io.pgretype.lint.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file as psql sends it.
 *
 * @param leftover allowances after the last statement, which are for none
 * @param commands to psql, which were not run
 */
public record SqlScript(List<Statement> statements, List<Allowance> leftover, List<BackslashCommand> commands) {

    public SqlScript {
        statements = List.copyOf(statements);
        leftover = List.copyOf(leftover);
        commands = List.copyOf(commands);
    }

    /** Nothing in a text is an error here: what is not closed goes to the end of the file, and the server refuses it. */
    public static SqlScript of(String text, Client client) {
        return of(text, client, Map.of());
    }

    /**
     * @param variables psql's, as its {@code --set} gives them. One that has no value stays as it is written, as with
     *     psql.
     */
    public static SqlScript of(String text, Client client, Map<String, String> variables) {
        return new Splitter(text, client, variables).split();
    }

    /** The same, sent as one string. */
    public SqlScript joined() {
        if (statements.size() < 2) {
            return this;
        }
        String sql = statements.stream().map(Statement::sql).collect(Collectors.joining(";\n"));
        List<Allowance> allowances = new ArrayList<>();
        statements.forEach(statement -> statement.allowances().stream()
                .filter(allowance -> !allowances.contains(allowance))
                .forEach(allowances::add));
        Statement one = new Statement(sql, statements.get(0).line(), allowances, Optional.empty());
        return new SqlScript(List.of(one), leftover, commands);
    }
}
