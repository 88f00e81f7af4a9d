package io.pgretype.backfill;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.phase.Assignment;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;

/**
 * Whether a run has had the same mirrors from its first row to its last: a row that was written while one of them was away
 * may be in a part of the table that was walked before.
 */
final class MirrorWatch {

    private final Ledger ledger;
    private final Assignment assignment;
    private final MirrorMark mark;

    MirrorWatch(Ledger ledger, Assignment assignment) {
        this.ledger = ledger;
        this.assignment = assignment;
        this.mark = new MirrorMark(ledger.database().jdbc());
    }

    /** Before the first row is looked at; a run that goes on keeps what it noted first. */
    void begin(TableUnderChange table) {
        mark.of(assignment.change().name(), table, Direction.FORWARD)
                .ifPresent(now -> ledger.verifications().markMirror(assignment.run(), table, now));
    }

    /**
     * After the last one. Where a mirror is another one the run is over, so that the next walks all rows.
     *
     * @throws ProblemException {@code mirror-away}
     */
    void end(List<TableUnderChange> tables) {
        List<Problem> problems = tables.stream()
                .filter(table -> !isTheSame(table))
                .map(MirrorWatch::problem)
                .toList();
        if (!problems.isEmpty()) {
            ledger.runs()
                    .end(
                            assignment.run(),
                            problems.get(0).code().exitStatus().name(),
                            problems.get(0).text());
            throw new ProblemException(problems);
        }
    }

    private boolean isTheSame(TableUnderChange table) {
        // An older release did not note it.
        return ledger.verifications()
                .mirrorMark(assignment.run(), table)
                .map(then -> mark.of(assignment.change().name(), table, Direction.FORWARD)
                        .filter(then::equals)
                        .isPresent())
                .orElse(true);
    }

    private static Problem problem(TableUnderChange table) {
        return new Problem(
                ProblemCode.MIRROR_AWAY,
                "backfill must walk %s once more.".formatted(table.name()),
                "somebody has disabled, dropped or changed the mirror meanwhile, and rows that were written then may have"
                        + " been passed already",
                "What was filled stays filled.",
                "Run the same command again; it looks at all rows, and fills those that are left.");
    }
}
