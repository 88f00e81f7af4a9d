package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rules;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Query;
import io.pgretype.lint.trace.Trace;
import java.util.List;
import java.util.stream.Stream;

/** UPDATE or DELETE of all rows of an existing table, wherever it is written. */
final class UnlimitedWrites implements Check {

    private static final String RULE = "unlimited-update";

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream().flatMap(step -> step.queries().stream()
                .filter(query -> query.kind() == Query.Kind.UPDATE || query.kind() == Query.Kind.DELETE)
                .filter(query -> !query.limited() && trace.mayBeLarge(query.target()))
                .flatMap(query -> step.before().catalog().relation(query.target()).stream()
                        .map(table -> of(query, table)
                                .consequence(Rules.of(RULE).consequence()
                                        + new HowLong(trace, List.of(table)).rewritten(step))
                                .at(trace, step)))
                .limit(1));
    }

    private static Report of(Query query, Relation table) {
        boolean update = query.kind() == Query.Kind.UPDATE;
        String sql = table.name().sql();
        return Report.of(RULE, "%s of all rows of %s: the server finds no condition".formatted(query.kind(), sql))
                .wayOut((update
                                        ? "update %1$s set … where ctid = any (array(select ctid from %1$s where … limit 5000));"
                                        : "delete from %1$s where ctid = any (array(select ctid from %1$s limit 5000));")
                                .formatted(sql)
                        + "  -- each in a transaction of its own, until no row is left");
    }
}
