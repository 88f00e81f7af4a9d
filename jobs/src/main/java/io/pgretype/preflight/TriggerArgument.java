package io.pgretype.preflight;

import io.pgretype.preflight.ShippedFunction.Role;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A function in C that a trigger gives the column's name looks at the column's type itself: with one it does not take,
 * every write fails from cutover on.
 */
final class TriggerArgument implements Check {

    /**
     * Whether the function takes a column of the type. Some want just one type, and no domain over it; some look through
     * domains, and take what is cast without a change (varchar and citext to text).
     */
    private static final String TAKES = """
            with recursive base as (
                select type.oid,
                       type.typbasetype
                  from pg_type as type
                 where type.oid = to_regtype(:type)
                 union all
                select type.oid,
                       type.typbasetype
                  from base
                  join pg_type as type
                    on type.oid = base.typbasetype),
            same as (
                select base.oid
                  from base
                 union all
                select pg_cast.casttarget
                  from base
                  join pg_cast
                    on pg_cast.castsource = base.oid
                 where base.typbasetype = 0
                   and pg_cast.castmethod = 'b'
                   and pg_cast.castcontext = 'i')
            select case :role
                       when 'INTEGER' then to_regtype(:type) = 'integer'::regtype
                       when 'TEXT' then to_regtype(:type) = 'text'::regtype
                       when 'TIME' then to_regtype(:type) in ('timestamp'::regtype, 'timestamptz'::regtype)
                       when 'NUMBER' then exists (
                           select
                             from base
                            where base.oid in ('oid'::regtype, 'smallint'::regtype, 'integer'::regtype,
                                               'bigint'::regtype, 'numeric'::regtype, 'text'::regtype,
                                               'varchar'::regtype))
                       when 'TSVECTOR' then 'tsvector'::regtype in (select oid from same)
                       when 'CONFIGURATION' then 'regconfig'::regtype in (select oid from same)
                       when 'CHARACTERS' then 'text'::regtype in (select oid from same)
                       else false
                   end""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<ArgumentTrigger> triggers =
                ArgumentTrigger.of(subject.oid(), subject.declared().table().name(), jdbc);
        return Refusal.of(
                ProblemCode.TRIGGER_ARGUMENT,
                "Triggers of %s name a column to a function that does not take its new type.".formatted(subject.name()),
                triggers.stream()
                        .filter(ArgumentTrigger::ofTable)
                        .flatMap(trigger -> found(trigger, subject, jdbc).stream())
                        .distinct()
                        .toList(),
                "Drop the trigger, or create one instead whose function does the same in plpgsql; the runbook shows one.");
    }

    private static List<String> found(ArgumentTrigger trigger, Subject subject, JdbcClient jdbc) {
        List<String> found = new ArrayList<>();
        trigger.shipped().ifPresent(function -> {
            for (int place = 0; place < trigger.arguments().size(); place++) {
                String argument = trigger.arguments().get(place);
                Role role = function.role(trigger.arguments(), place);
                subject.columns().stream()
                        .filter(column -> column.move().column().name().equals(argument))
                        .filter(column -> role != Role.OTHER && !takes(role, column, jdbc))
                        .map(column -> "trigger %s takes for %s %s, which is to be %s"
                                .formatted(
                                        trigger.text(),
                                        column.name(),
                                        role.accepted(),
                                        column.move().type()))
                        .forEach(found::add);
            }
        });
        return found;
    }

    private static boolean takes(Role role, MovedColumn column, JdbcClient jdbc) {
        return jdbc.sql(TAKES)
                .param("type", column.move().typeAlone())
                .param("role", role.name())
                .query(Boolean.class)
                .single();
    }
}
