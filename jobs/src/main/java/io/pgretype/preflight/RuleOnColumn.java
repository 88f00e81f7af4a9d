package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A rule ON UPDATE of the table itself rewrites the backfill's statements too. One that says ON CONFLICT DO UPDATE depends on all
 * columns that the table has when it is made, and so would stand in the way of contract.
 */
final class RuleOnColumn implements Check {

    private static final String RULES = """
            select object.type || ' ' || object.identity as name
              from pg_rewrite as rule
             cross join pg_identify_object(rule.tableoid, rule.oid, 0) as object
             where rule.rulename <> '_RETURN'
               and (rule.ev_class = :table
                        -- Type 2: on update.
                        and rule.ev_type = '2'
                        and rule.ev_enabled <> 'D'
                    or rule.ev_action::text like '%{ONCONFLICTEXPR :action 2 %'
                        and exists (
                            select
                              from pg_depend as depend
                             where depend.classid = rule.tableoid
                               and depend.objid = rule.oid
                               and depend.refclassid = 'pg_class'::regclass
                               and depend.refobjid = :table
                               and depend.refobjsubid in (:columns)))
             order by name""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.RULE_ON_COLUMN,
                "Rules rewrite updates of %s, or would hold on to all of its columns.".formatted(subject.name()),
                rules(subject, jdbc),
                "Drop the rule, run the change, create it again; a trigger may do instead.");
    }

    private static List<String> rules(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(RULES)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .query(String.class)
                .list();
    }
}
