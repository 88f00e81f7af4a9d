package io.pgretype.plan;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.reference.Reference;
import io.pgretype.reference.References;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of the foreign keys that have a moved column at either end: the statements, with the locks they take. */
final class ForeignKeyPlan {

    private static final String SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE on both";

    private final JdbcClient jdbc;

    ForeignKeyPlan(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> lines(List<TableUnderChange> tables) {
        List<String> lines = new ArrayList<>();
        for (Reference reference : References.of(tables, jdbc)) {
            ForeignKey key = reference.original();
            lines.add("%s, which references %s:"
                    .formatted(key.text(), key.referenced().name()));
            if (reference.isMadeBySwap()) {
                ForeignKey successor = reference.successor(Direction.REVERSE, Direction.REVERSE);
                add(lines, "cutover", PlannedStatement.ACCESS_EXCLUSIVE, key.drop());
                add(lines, "cutover", PlannedStatement.ACCESS_EXCLUSIVE, successor.add());
                validate(lines, "cutover", key, successor);
            } else {
                ForeignKey twin = reference.twin();
                add(lines, "harden", SHARE_ROW_EXCLUSIVE, twin.add());
                validate(lines, "harden", key, twin);
                add(lines, "cutover", PlannedStatement.ACCESS_EXCLUSIVE, key.drop());
                add(lines, "cutover", PlannedStatement.ACCESS_EXCLUSIVE, twin.rename(key.name()));
            }
        }
        return lines;
    }

    private static void validate(List<String> lines, String phase, ForeignKey original, ForeignKey made) {
        if (original.validated()) {
            add(lines, phase, PlannedStatement.SHARE_UPDATE_EXCLUSIVE, made.validate());
        }
    }

    private static void add(List<String> lines, String phase, String lock, String statement) {
        lines.add("  %s [%s]".formatted(phase, lock));
        lines.add("    " + statement);
    }
}
