package io.pgretype.ledger;

import io.pgretype.catalog.ColumnDependents.Dependent;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.TwinRecords.Mark;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TableObjects;
import io.pgretype.twin.TwinKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which objects of a table are those that a change's records speak of. A name alone makes no object ours, for anybody can
 * give it: it is one by the oid that was noted, or, since REINDEX CONCURRENTLY changes that, by its name together with all
 * that it is; and while it is being built, by a name that nobody else could have hit on.
 */
public final class OurObjects {

    private final List<TableObject> all;

    private OurObjects(List<TableObject> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the catalog; takes no lock. */
    public static OurObjects of(JdbcClient jdbc, TableUnderChange table) {
        return new OurObjects(new TableObjects(jdbc).of(table.oid()));
    }

    /**
     * The new column's object, and what an attempt to build it has left.
     *
     * @param direction whether the names are those of before or after cutover
     */
    public List<TableObject> twin(TwinRecord record, Direction direction) {
        boolean isAsBuilt = direction == Direction.FORWARD || record.kind() == TwinKind.SPARE_KEY;
        QualifiedName name = isAsBuilt ? record.twin() : record.original();
        Stream<TableObject> known = record.isMarked()
                ? marked(isAsBuilt ? record.kind().beforeSwap() : record.kind(), record.twinMark(), name)
                // An older release noted the name only.
                : record.buildName() == null ? named(record.kind(), name) : Stream.of();
        return Stream.concat(known, building(record)).toList();
    }

    /** The old column's object after cutover, if it is still there; none of a CHECK or a primary key, which is not there then. */
    public List<TableObject> retired(TwinRecord record) {
        if (record.kind() == TwinKind.SPARE_KEY) {
            return twin(record, Direction.REVERSE);
        }
        if (record.kind() == TwinKind.CHECK || record.kind() == TwinKind.PRIMARY_KEY) {
            return List.of();
        }
        return (record.originalMark() == null
                        ? named(record.kind(), record.retired())
                        : marked(record.kind(), record.originalMark(), record.retired()))
                .toList();
    }

    /** Whether something that depends on a column is one of these. */
    public static boolean contain(List<TableObject> objects, Dependent dependent) {
        return objects.stream()
                .anyMatch(object ->
                        object.kind().catalog().equals(dependent.catalog()) && object.oid() == dependent.oid());
    }

    private Stream<TableObject> building(TwinRecord record) {
        QualifiedName name = record.building();
        return name == null ? Stream.of() : named(record.kind().builtAs(), name);
    }

    private Stream<TableObject> marked(TwinKind kind, @Nullable Mark mark, QualifiedName name) {
        if (mark == null) {
            return Stream.of();
        }
        List<TableObject> byOid = all.stream()
                .filter(object -> object.kind() == kind && object.oid() == mark.oid())
                .toList();
        return byOid.isEmpty()
                ? all.stream()
                        .filter(object -> object.kind() == kind
                                && object.name().equals(name)
                                && object.shape().equals(mark.shape()))
                : byOid.stream();
    }

    private Stream<TableObject> named(TwinKind kind, QualifiedName name) {
        return all.stream()
                .filter(object -> (object.kind() == kind || object.kind() == kind.builtAs())
                        && object.name().equals(name));
    }
}
