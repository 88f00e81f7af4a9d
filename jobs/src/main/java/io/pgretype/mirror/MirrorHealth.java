package io.pgretype.mirror;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.PartitionTree.Relation;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the mirror does what it must: there, always enabled, last of the BEFORE triggers, with our function. */
public final class MirrorHealth {

    /** Of a table and all its partitions, in one statement: it is asked under the swap's lock too. */
    private static final String COMPLAINT = """
            select relation.oid,
                   complaint.text
              from unnest(:relations::oid[]) with ordinality as relation (oid, position)
              left join lateral (
                  select trigger.tgenabled,
                         trigger.tgtype,
                         trigger.tgattr,
                         btrim(function.prosrc, E'\\n') as body,
                         namespace.nspname = :schema and function.proname = :function as is_ours
                    from pg_trigger as trigger
                    join pg_proc as function
                      on function.oid = trigger.tgfoid
                    join pg_namespace as namespace
                      on namespace.oid = function.pronamespace
                   where trigger.tgrelid = relation.oid
                     and trigger.tgname = :trigger) as mirror
                on true
             cross join lateral (
                  select string_agg(trigger.tgname, ', ' order by trigger.tgname) as names
                    from pg_trigger as trigger
                   where trigger.tgrelid = relation.oid
                     and not trigger.tgisinternal
                     -- Bits of tgtype: 1 row, 2 before; 4 insert, 16 update.
                     and trigger.tgtype & 3 = 3
                     and trigger.tgtype & 20 <> 0
                     and trigger.tgname::text collate "C" > :trigger collate "C") as later
             cross join lateral (
                  select case
                             when mirror.tgenabled is null
                             then 'the trigger is gone'
                             when mirror.tgenabled <> 'A'
                             then 'the trigger is not ENABLE ALWAYS'
                             when not mirror.is_ours
                             then 'the trigger calls another function'
                             -- Bits of tgtype: 1 row, 2 before, 4 insert, 16 update.
                             when mirror.tgtype <> 23
                               or cardinality(mirror.tgattr) > 0
                             then 'the trigger is not BEFORE INSERT OR UPDATE FOR EACH ROW'
                             when mirror.body <> :body
                             then 'the function was edited'
                             when later.names is not null
                             then 'these BEFORE triggers fire after it: ' || later.names
                         end) as complaint (text)
             where complaint.text is not null
             order by relation.position
             limit 1""";

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
        List<Relation> relations = new PartitionTree(jdbc).relations(table.oid());
        return jdbc.sql(COMPLAINT)
                .param("relations", relations.stream().map(Relation::oid).toArray(Long[]::new))
                .param("trigger", Mirror.TRIGGER.name())
                .param("schema", mirror.function(direction).schema().name())
                .param("function", mirror.function(direction).name().name())
                .param("body", mirror.body(direction))
                .query((row, number) -> row.getLong("oid") == table.oid()
                        ? row.getString("text")
                        : "partition %s: %s".formatted(name(relations, row.getLong("oid")), row.getString("text")))
                .optional();
    }

    private static QualifiedName name(List<Relation> relations, long oid) {
        return relations.stream()
                .filter(relation -> relation.oid() == oid)
                .findFirst()
                .orElseThrow()
                .name();
    }
}
