package io.pgretype.mirror;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A trigger that bears the mirror's name and calls another function: to remove the mirror would drop it. */
public final class ForeignTrigger {

    private static final String FUNCTION = """
            select function.oid::regprocedure::text
              from pg_trigger as trigger
              join pg_proc as function
                on function.oid = trigger.tgfoid
              join pg_namespace as namespace
                on namespace.oid = function.pronamespace
             where trigger.tgrelid = :table
               and trigger.tgname = :trigger
               and (namespace.nspname, function.proname) <> (:schema, :function)""";

    private final JdbcClient jdbc;

    public ForeignTrigger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if there is none. Takes no lock. */
    public Optional<Problem> problem(String change, TableUnderChange table, Direction direction) {
        Mirror mirror = new Mirror(change, table);
        return jdbc.sql(FUNCTION)
                .param("table", table.oid())
                .param("trigger", Mirror.TRIGGER.name())
                .param("schema", mirror.function(direction).schema().name())
                .param("function", mirror.function(direction).name().name())
                .query(String.class)
                .optional()
                .map(function -> new Problem(
                        ProblemCode.NAME_TAKEN,
                        "The mirror of %s cannot be removed.".formatted(table.name()),
                        "trigger %s calls %s, which is not the mirror's function"
                                .formatted(Mirror.TRIGGER.sql(), function),
                        Problem.NOTHING_CHANGED,
                        "Rename or drop it (drop trigger %s on %s), then run the same command again."
                                .formatted(Mirror.TRIGGER.sql(), table.name().sql())));
    }
}
