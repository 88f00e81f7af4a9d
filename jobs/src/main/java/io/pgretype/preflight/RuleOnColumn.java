package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules are bound to the columns they use, and a rule on the table itself rewrites the backfill's statements too. */
final class RuleOnColumn implements Check {

    private static final String RULES_OF_TABLE = """
            select object.type || ' ' || object.identity as name
              from pg_rewrite as rule
             cross join pg_identify_object(rule.tableoid, rule.oid, 0) as object
             where rule.ev_class = :table
               and rule.rulename <> '_RETURN'
             order by name""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        Stream<String> onColumns = subject.dependents().of(Kind.RULE).stream().map(Dependent::name);
        return Refusal.of(
                ProblemCode.RULE_ON_COLUMN,
                "Rules rewrite statements on %s, or would go on using its old column.".formatted(subject.name()),
                Stream.concat(onTable(subject, jdbc).stream(), onColumns)
                        .distinct()
                        .toList(),
                "Drop the rule, run the change, create it again; a trigger may do instead.");
    }

    private static List<String> onTable(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(RULES_OF_TABLE)
                .param("table", subject.oid())
                .query(String.class)
                .list();
    }
}
