package io.pgretype.harden;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.twin.Twin;

/** The statements that make a twin. */
final class TwinStatements {

    private final TableUnderChange table;

    TwinStatements(TableUnderChange table) {
        this.table = table;
    }

    /** SHARE UPDATE EXCLUSIVE; reads and writes go on. */
    String createIndex(Twin twin, Identifier name) {
        return "create %sindex concurrently %s on %s %s %s"
                .formatted(
                        twin.unique() ? "unique " : "", name.sql(), table.name().sql(), twin.index(), twin.suffix())
                .strip();
    }

    /** Of a relation that is partitioned: SHARE, for a catalog change. Not valid until the partitions' are attached. */
    String createIndexWithoutPartitions(Twin twin) {
        return "create %sindex %s on only %s %s %s"
                .formatted(
                        twin.unique() ? "unique " : "",
                        constraint(twin),
                        table.name().sql(),
                        twin.index(),
                        twin.suffix())
                .strip();
    }

    /** The same of a unique constraint; ACCESS EXCLUSIVE. */
    String addUniqueWithoutPartitions(Twin twin) {
        String deferrable = twin.deferrable();
        return "alter table only %s add constraint %s %s%s%s"
                .formatted(
                        table.name().sql(),
                        constraint(twin),
                        twin.definition().substring(0, twin.definition().length() - deferrable.length()),
                        twin.suffix().isEmpty() ? "" : " using index " + twin.suffix(),
                        deferrable);
    }

    /** SHARE UPDATE EXCLUSIVE on the index alone. */
    static String renameIndex(Twin twin, Identifier from) {
        return "alter index %s rename to %s"
                .formatted(twin.name().sibling(from).sql(), twin.name().name().sql());
    }

    /** ACCESS EXCLUSIVE, for a catalog change. The index gets the constraint's name. */
    String addUnique(Twin twin, Identifier index) {
        return "alter table %s add constraint %s unique using index %s%s"
                .formatted(table.name().sql(), constraint(twin), index.sql(), twin.deferrable());
    }

    /** ACCESS EXCLUSIVE, for a catalog change: the rows are looked at by {@link #validate}. */
    String addCheck(Twin twin) {
        return "alter table %s add constraint %s %s not valid"
                .formatted(table.name().sql(), constraint(twin), twin.definition());
    }

    /** SHARE UPDATE EXCLUSIVE. */
    String validate(Twin twin) {
        return "alter table %s validate constraint %s".formatted(table.name().sql(), constraint(twin));
    }

    /** ACCESS EXCLUSIVE, for a catalog change. */
    String dropConstraint(QualifiedName constraint) {
        return "alter table %s drop constraint if exists %s"
                .formatted(table.name().sql(), constraint.name().sql());
    }

    /** SHARE UPDATE EXCLUSIVE. */
    String createStatistics(Twin twin, Identifier name) {
        return "create statistics %s%s from %s"
                .formatted(
                        twin.name().sibling(name).sql(),
                        twin.definition(),
                        table.name().sql());
    }

    /** Locks no table. */
    static String renameStatistics(Twin twin, Identifier from) {
        return "alter statistics %s rename to %s"
                .formatted(twin.name().sibling(from).sql(), twin.name().name().sql());
    }

    private static String constraint(Twin twin) {
        return twin.name().name().sql();
    }
}
