package io.pgretype.plan;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.reference.Reference;
import java.util.ArrayList;
import java.util.List;

/** What becomes of a foreign key that has a moved column at either end. */
final class ForeignKeyPlan {

    private static final String SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE on both";

    private final ForeignKey original;
    private final List<PhaseStatement> statements = new ArrayList<>();

    private ForeignKeyPlan(ForeignKey original) {
        this.original = original;
    }

    static List<PhaseStatement> of(Reference reference) {
        ForeignKey original = reference.original();
        ForeignKeyPlan plan = new ForeignKeyPlan(original);
        if (reference.isMadeBySwap()) {
            ForeignKey successor = reference.successor(Direction.REVERSE, Direction.REVERSE);
            plan.add(PhaseCommand.CUTOVER, PlannedStatement.ACCESS_EXCLUSIVE, original.drop());
            plan.add(PhaseCommand.CUTOVER, PlannedStatement.ACCESS_EXCLUSIVE, successor.add());
            plan.validate(PhaseCommand.CUTOVER, successor);
        } else {
            ForeignKey twin = reference.twin();
            plan.add(PhaseCommand.HARDEN, SHARE_ROW_EXCLUSIVE, twin.add());
            plan.validate(PhaseCommand.HARDEN, twin);
            plan.add(PhaseCommand.CUTOVER, PlannedStatement.ACCESS_EXCLUSIVE, original.drop());
            plan.add(PhaseCommand.CUTOVER, PlannedStatement.ACCESS_EXCLUSIVE, twin.rename(original.name()));
        }
        return plan.statements;
    }

    private void validate(PhaseCommand phase, ForeignKey made) {
        if (original.validated()) {
            add(phase, PlannedStatement.SHARE_UPDATE_EXCLUSIVE, made.validate());
        }
    }

    private void add(PhaseCommand phase, String lock, String sql) {
        statements.add(new PhaseStatement(phase, new PlannedStatement(lock, sql)));
    }
}
