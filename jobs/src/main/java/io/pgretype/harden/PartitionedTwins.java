package io.pgretype.harden;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.OurObjects;
import io.pgretype.ledger.TwinNames;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.RecordedLocks;
import io.pgretype.problem.ProblemException;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinKind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the twins of the indexes of a relation that is partitioned. They hold nothing: each is made in a short transaction, then
 * the twins of the partitions' indexes, which are there already, are attached one by one. With the last one it is valid.
 */
final class PartitionedTwins {

    private static final String UNATTACHED = """
            select namespace.nspname as schema,
                   original.relname as name,
                   leaf_namespace.nspname as table_schema,
                   leaf.relname as table_name
              from pg_inherits as inherits
              join pg_class as original
                on original.oid = inherits.inhrelid
              join pg_namespace as namespace
                on namespace.oid = original.relnamespace
              join pg_index as index
                on index.indexrelid = original.oid
              join pg_class as leaf
                on leaf.oid = index.indrelid
              join pg_namespace as leaf_namespace
                on leaf_namespace.oid = leaf.relnamespace
             where inherits.inhparent = to_regclass(:original)
               and not exists (
                   select
                     from pg_inherits as attached
                     join pg_index as twin
                       on twin.indexrelid = attached.inhrelid
                    where attached.inhparent = to_regclass(:twin)
                      and twin.indrelid = index.indrelid)
             order by 1, 2""";

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final TwinNames names;
    private final LockedTransaction locked;
    private final RecordedLocks locks;
    private final Assignment assignment;
    private final String change;

    PartitionedTwins(Ledger ledger, Assignment assignment) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.plain = new PlainStatement(ledger.database());
        this.names = new TwinNames(ledger);
        this.locked = new LockedTransaction(ledger.database());
        this.locks = RecordedLocks.beside(ledger, assignment);
        this.assignment = assignment;
        this.change = assignment.change().name();
    }

    /** Repeating it goes on where it was. */
    void build(Part part, Twin twin) {
        assignment.activity().doing("building " + twin.kind().text() + " " + twin.name());
        if (!isThere(part, twin)) {
            names.ofTwins(change, part.table(), List.of(twin)).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
            locked.run(
                    assignment.lockRequest("harden", part.table().name()),
                    use -> {
                        make(part, twin);
                        return use;
                    },
                    locks);
        }
        unattached(twin).forEach(leaf -> attach(twin, leaf));
    }

    private boolean isThere(Part part, Twin twin) {
        OurObjects objects = OurObjects.of(jdbc, part.table());
        return ledger.twins().of(change, part.table()).stream()
                .filter(record -> record.isOf(twin))
                .anyMatch(record -> !objects.twin(record, Direction.FORWARD).isEmpty());
    }

    private void make(Part part, Twin twin) {
        ledger.twins().add(change, part.table(), twin);
        TwinStatements statements = new TwinStatements(part.table());
        plain.run(
                twin.kind() == TwinKind.UNIQUE
                        ? statements.addUniqueWithoutPartitions(twin)
                        : statements.createIndexWithoutPartitions(twin));
        twin.properties().forEach(property -> jdbc.sql(property).update());
        ledger.twins().made(change, part.table(), TwinRecord.of(twin));
    }

    /** An index of a partition whose twin waits for being attached. */
    private record Leaf(QualifiedName original, QualifiedName table) {}

    private List<Leaf> unattached(Twin twin) {
        return jdbc.sql(UNATTACHED)
                .param("original", twin.original().sql())
                .param("twin", twin.name().sql())
                .query((row, number) -> new Leaf(
                        QualifiedName.of(row.getString("schema"), row.getString("name")),
                        QualifiedName.of(row.getString("table_schema"), row.getString("table_name"))))
                .list();
    }

    /** Locks the partition alone; its rows are not looked at. */
    private void attach(Twin twin, Leaf leaf) {
        QualifiedName twinOfLeaf =
                leaf.original().sibling(Twin.twinName(leaf.original().name()));
        locked.run(
                assignment.lockRequest("harden", leaf.table()),
                use -> {
                    plain.run("alter index %s attach partition %s"
                            .formatted(twin.name().sql(), twinOfLeaf.sql()));
                    return use;
                },
                locks);
    }
}
