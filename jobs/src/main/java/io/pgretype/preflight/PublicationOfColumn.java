package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Column lists and row filters are bound to the column's number: subscribers would go on getting the old column. */
final class PublicationOfColumn implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.PUBLICATION_OF_COLUMN,
                "Publications would go on sending the old column of %s.".formatted(subject.name()),
                subject.dependents().textsOf(Kind.PUBLICATION),
                "Publish the table without column list and row filter ('alter publication … set table …'), run the change,"
                        + " set them again.");
    }
}
