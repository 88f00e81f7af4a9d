package io.pgretype.preflight;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.Review;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.routine.WholeRowUse;
import io.pgretype.routine.WholeRows;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A function that copies whole rows of the table, or fills them by position, fails once the table has a column more, or
 * writes wrong columns once their order is another; and with it the application's write that called it.
 */
final class WholeRowCopied implements Check {

    private final Set<Review> reviewed;

    WholeRowCopied(Set<Review> reviewed) {
        this.reviewed = reviewed;
    }

    /** Once the change is open its file cannot be changed any more, and a function is written for the row as it is. */
    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        if (reviewed.contains(Review.WHOLE_ROWS) || subject.relation().open()) {
            return List.of();
        }
        return Refusal.of(
                ProblemCode.WHOLE_ROW_COPIED,
                "Functions rely on which columns %s has and in which order; they would fail or write wrong columns."
                        .formatted(subject.name()),
                WholeRows.of(subject.oid(), moved(subject), jdbc).stream()
                        .filter(WholeRowUse::isCertain)
                        .map(WholeRowCopied::text)
                        .toList(),
                "Name the columns in the function: from expand to contract the table has one more for each that changes,"
                        + " and from cutover on, for good, the changed ones come last. Or write 'whole-rows: reviewed'"
                        + " into the change file if somebody has looked and it does no harm.");
    }

    private static List<Identifier> moved(Subject subject) {
        return subject.declared().moves().stream().map(Move::column).toList();
    }

    private static String text(WholeRowUse use) {
        return "%s (wrong from %s on)"
                .formatted(use.text(), use.certainty() == WholeRowUse.Certainty.FROM_EXPAND ? "expand" : "cutover");
    }
}
