package io.pgretype.preflight;

import io.pgretype.mirror.Mirror;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a trigger that fires after the mirror does to the old column, the new one would not get. */
final class TriggerAfterMirror implements Check {

    /** Triggers fire in the order of their names, compared as bytes. */
    private static final String LATER_TRIGGERS = """
            select format('trigger %s fires after %s', object.identity, :mirror) as text
              from pg_trigger as trigger
             cross join pg_identify_object(trigger.tableoid, trigger.oid, 0) as object
             where trigger.tgrelid = :table
               and not trigger.tgisinternal
               -- Bits of tgtype: 1 row, 2 before; 4 insert, 16 update.
               and trigger.tgtype & 3 = 3
               and trigger.tgtype & 20 <> 0
               and trigger.tgname::text collate "C" > :mirror
             order by text""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.TRIGGER_AFTER_MIRROR,
                "The mirror must be the last BEFORE trigger of %s.".formatted(subject.name()),
                later(subject, jdbc),
                "Rename the trigger ('alter trigger … on %s rename to …') so that its name sorts before %s."
                        .formatted(subject.name(), Mirror.TRIGGER));
    }

    private static List<String> later(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(LATER_TRIGGERS)
                .param("mirror", Mirror.TRIGGER.name())
                .param("table", subject.oid())
                .query(String.class)
                .list();
    }
}
