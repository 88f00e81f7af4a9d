package io.pgretype.mirror;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the mirror does what it must: there, always enabled, last of the BEFORE triggers, with our function. */
public final class MirrorHealth {

    private static final String COMPLAINT = """
            with mirror as (
                select trigger.tgname,
                       trigger.tgenabled,
                       trigger.tgtype,
                       trigger.tgattr,
                       function.prosrc,
                       namespace.nspname = :schema and function.proname = :function as is_ours
                  from pg_trigger as trigger
                  join pg_proc as function
                    on function.oid = trigger.tgfoid
                  join pg_namespace as namespace
                    on namespace.oid = function.pronamespace
                 where trigger.tgrelid = :table
                   and trigger.tgname = :trigger),
            later as (
                select string_agg(trigger.tgname, ', ' order by trigger.tgname) as names
                  from pg_trigger as trigger
                 where trigger.tgrelid = :table
                   and not trigger.tgisinternal
                   -- Bits of tgtype: 1 row, 2 before; 4 insert, 16 update.
                   and trigger.tgtype & 3 = 3
                   and trigger.tgtype & 20 <> 0
                   and trigger.tgname::text collate "C" > :trigger collate "C")
            select case
                       when not exists (select from mirror)
                       then 'the trigger is gone'
                       when (select tgenabled from mirror) <> 'A'
                       then 'the trigger is not ENABLE ALWAYS'
                       when not coalesce((select is_ours from mirror), false)
                       then 'the trigger calls another function'
                       -- Bits of tgtype: 1 row, 2 before, 4 insert, 16 update.
                       when (select tgtype from mirror) <> 23
                         or (select cardinality(tgattr) from mirror) > 0
                       then 'the trigger is not BEFORE INSERT OR UPDATE FOR EACH ROW'
                       when (select btrim(prosrc, E'\\n') from mirror) <> :body
                       then 'the function was edited'
                       when (select names from later) is not null
                       then 'these BEFORE triggers fire after it: ' || (select names from later)
                   end""";

    private final JdbcClient jdbc;

    public MirrorHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is wrong with it; empty if nothing is. Takes no lock. */
    public Optional<Problem> problem(String change, TableUnderChange table, Direction direction) {
        String enable =
                "alter table %s enable always trigger %s".formatted(table.name().sql(), Mirror.TRIGGER.sql());
        return complaint(change, table, direction)
                .map(complaint -> new Problem(
                        ProblemCode.MIRROR_UNHEALTHY,
                        "The mirror of %s does not keep the columns equal.".formatted(table.name()),
                        complaint,
                        "Rows written meanwhile may differ; ./pgretype progress-check %s counts them."
                                .formatted(change),
                        direction == Direction.FORWARD
                                ? "Repair the trigger (if it is disabled: %s), run the same command again, and ./pgretype verify --repair %s before cutover; or abandon the change."
                                        .formatted(enable, change)
                                : "Repair the trigger (if it is disabled: %s), then ./pgretype verify --repair %s; or ./pgretype contract --now %s, which does not need it."
                                        .formatted(enable, change, change)));
    }

    /** Of a partitioned table, the first that is seen of all its partitions. */
    private Optional<String> complaint(String change, TableUnderChange table, Direction direction) {
        Mirror mirror = new Mirror(change, table);
        return new PartitionTree(jdbc)
                .parts(table).stream()
                        .flatMap(part -> complaint(mirror, part, direction).stream())
                        .findFirst();
    }

    private Optional<String> complaint(Mirror mirror, Part part, Direction direction) {
        return complaint(mirror, part.table().oid(), direction)
                .map(complaint -> part.isPartition()
                        ? "partition %s: %s".formatted(part.table().name(), complaint)
                        : complaint);
    }

    private Optional<String> complaint(Mirror mirror, long relation, Direction direction) {
        return jdbc.sql(COMPLAINT)
                .param("table", relation)
                .param("trigger", Mirror.TRIGGER.name())
                .param("schema", mirror.function(direction).schema().name())
                .param("function", mirror.function(direction).name().name())
                .param("body", mirror.body(direction))
                .query(String.class)
                .optional();
    }
}
