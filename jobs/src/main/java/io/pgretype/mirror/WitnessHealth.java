package io.pgretype.mirror;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the witness does what it must: its triggers there, always enabled, AFTER and for each row, with our function. */
public final class WitnessHealth {

    private static final String IS_SOUND = """
            select exists (
                select
                  from pg_trigger as trigger
                  join pg_proc as function
                    on function.oid = trigger.tgfoid
                  join pg_namespace as namespace
                    on namespace.oid = function.pronamespace
                 where trigger.tgrelid = :table
                   and trigger.tgname = :trigger
                   and trigger.tgenabled = 'A'
                   -- Without bit 2 it is AFTER.
                   and trigger.tgtype = :type
                   and cardinality(trigger.tgattr) = 0
                   and (trigger.tgqual is not null) = :guarded
                   and namespace.nspname = :schema
                   and function.proname = :function
                   and function.prosecdef
                   and btrim(function.prosrc, E'\\n') = :body)""";

    private final JdbcClient jdbc;

    public WitnessHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False too for a change that an earlier release expanded: it has none. Takes no lock. */
    public boolean isSound(String change, TableUnderChange table, Direction direction) {
        Witness witness = new Witness(change, table);
        List<Part> relations = new PartitionTree(jdbc).parts(table);
        return witness.triggers(direction).stream().allMatch(trigger -> relations.stream()
                .allMatch(relation -> isSound(relation.table().oid(), direction, witness, trigger)));
    }

    private boolean isSound(long relation, Direction direction, Witness witness, Witness.Trigger trigger) {
        return jdbc.sql(IS_SOUND)
                .param("table", relation)
                .param("trigger", trigger.name().name())
                .param("type", trigger.type())
                .param("guarded", !trigger.guard().isEmpty())
                .param("schema", witness.function(direction).schema().name())
                .param("function", witness.function(direction).name().name())
                .param("body", witness.body(direction))
                .query(Boolean.class)
                .single();
    }
}
