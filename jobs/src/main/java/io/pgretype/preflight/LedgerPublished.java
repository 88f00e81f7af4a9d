package io.pgretype.preflight;

import io.pgretype.change.Review;
import io.pgretype.ledger.LedgerPublications;
import io.pgretype.problem.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ledger is in this database, and a publication of all tables has it too. Only who knows the subscribers can make
 * them ready for it.
 */
final class LedgerPublished implements Check {

    private final String change;
    private final Set<Review> reviewed;

    LedgerPublished(String change, Set<Review> reviewed) {
        this.change = change;
        this.reviewed = reviewed;
    }

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    /** Once the change is open the ledger's rows are on their way, and its file cannot be changed any more. */
    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        if (reviewed.contains(Review.PUBLICATIONS) || subject.relation().open()) {
            return List.of();
        }
        return new LedgerPublications(jdbc)
                        .problem(
                                "Run what './pgretype plan %s' writes to standard output on each subscriber, then write"
                                                .formatted(change)
                                        + " 'publications: prepared' into the change file; after expand, on each subscriber:"
                                        + " alter subscription … refresh publication.")
                        .stream()
                        .toList();
    }
}
