package io.pgretype.preflight;

import io.pgretype.mirror.Mirror;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions keep plans of the trigger functions they ran, made for the old type: the first write after the swap fails,
 * unless the swap alters the function. That takes its ownership.
 */
final class TriggerFunctionOfOthers implements Check {

    /** Functions in C or built in keep no plans. */
    private static final String FUNCTIONS_OF_OTHERS = """
            select distinct format(
                       'function %s of trigger %I belongs to role %I',
                       object.identity,
                       trigger.tgname,
                       pg_get_userbyid(function.proowner)) as text
              from pg_trigger as trigger
              join pg_proc as function
                on function.oid = trigger.tgfoid
              join pg_language as language
                on language.oid = function.prolang
             cross join pg_identify_object(function.tableoid, function.oid, 0) as object
             where trigger.tgrelid = :table
               and not trigger.tgisinternal
               and trigger.tgname not in (:ours)
               and language.lanname not in ('c', 'internal')
               and not pg_has_role(function.proowner, 'usage')
               and exists (
                   select
                     from unnest(array[:columns]) as moved (name)
                    where function.prosrc ~* format(
                              '(^|[^[:alnum:]_])%s($|[^[:alnum:]_])',
                              regexp_replace(moved.name, '[^[:alnum:]_]', '\\\\\\&', 'g')))
             order by text""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.TRIGGER_FUNCTION_OF_OTHERS,
                "Trigger functions of %s that mention its columns could not be refreshed at cutover."
                        .formatted(subject.name()),
                functionsOfOthers(subject, jdbc),
                "Run pgretype as a role that has the privileges of the function's owner, or give the function to this"
                        + " role ('alter function … owner to …').");
    }

    private static List<String> functionsOfOthers(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(FUNCTIONS_OF_OTHERS)
                .param("table", subject.oid())
                .param("ours", Mirror.TRIGGERS)
                .param(
                        "columns",
                        subject.declared().moves().stream()
                                .map(move -> move.column().name())
                                .toList())
                .query(String.class)
                .list();
    }
}
