package io.pgretype.harden;

import static io.pgretype.phase.PlannedStatement.ACCESS_EXCLUSIVE;
import static io.pgretype.phase.PlannedStatement.SHARE_UPDATE_EXCLUSIVE;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.lock.NotNull;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.twin.Twin;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;

/** What harden will do to a relation as it is now. */
final class HardenPlan {

    private HardenPlan() {}

    static List<PlannedStatement> of(Part part, List<Twin> twins) {
        TableUnderChange table = part.table();
        List<PlannedStatement> plan = new ArrayList<>();
        TwinStatements statements = new TwinStatements(table);
        for (Twin twin : twins) {
            if (!part.holdsRows() && twin.kind().isIndex()) {
                plan.add(new PlannedStatement(
                        ACCESS_EXCLUSIVE,
                        twin.kind() == TwinKind.UNIQUE
                                ? statements.addUniqueWithoutPartitions(twin)
                                : statements.createIndexWithoutPartitions(twin)));
                plan.add(new PlannedStatement(
                        ACCESS_EXCLUSIVE, "-- attach the partitions' indexes to it, each in a transaction of its own"));
                continue;
            }
            // Indexes and statistics have a longer name until they are complete.
            Identifier name = twin.name().name();
            switch (twin.kind()) {
                case INDEX, PRIMARY_KEY, SPARE_KEY ->
                    plan.add(new PlannedStatement(SHARE_UPDATE_EXCLUSIVE, statements.createIndex(twin, name)));
                case UNIQUE -> {
                    plan.add(new PlannedStatement(SHARE_UPDATE_EXCLUSIVE, statements.createIndex(twin, name)));
                    plan.add(new PlannedStatement(ACCESS_EXCLUSIVE, statements.addUnique(twin, name)));
                }
                case CHECK -> {
                    plan.add(new PlannedStatement(ACCESS_EXCLUSIVE, statements.addCheck(twin)));
                    if (twin.validated()) {
                        plan.add(new PlannedStatement(SHARE_UPDATE_EXCLUSIVE, statements.validate(twin)));
                    }
                }
                case STATISTICS ->
                    plan.add(new PlannedStatement(SHARE_UPDATE_EXCLUSIVE, statements.createStatistics(twin, name)));
            }
        }
        if (part.isPartition()) {
            return plan;
        }
        for (ColumnChange column : table.columns()) {
            if (column.notNull()) {
                plan.add(new PlannedStatement(ACCESS_EXCLUSIVE, NotNull.refuseNulls(table.name(), column.newColumn())));
                plan.add(new PlannedStatement(
                        SHARE_UPDATE_EXCLUSIVE, "-- validate it, then set not null, then drop it"));
            }
        }
        plan.add(new PlannedStatement(
                SHARE_UPDATE_EXCLUSIVE, "analyze " + table.name().sql()));
        return plan;
    }
}
