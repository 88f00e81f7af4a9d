package io.pgretype.compare;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** What is said of the mismatches that a comparison has found. */
final class MismatchReport {

    private static final int SHOWN = 20;

    private final Ledger ledger;
    private final String change;
    private final long run;

    /** @param run the comparison's */
    MismatchReport(Ledger ledger, String change, long run) {
        this.ledger = ledger;
        this.change = change;
        this.run = run;
    }

    /** Of one table; empty if it has none. */
    Optional<Problem> problem(Compared compared) {
        long count = ledger.verifications().mismatches(run, compared.table());
        return count == 0 ? Optional.empty() : Optional.of(problem(compared, count));
    }

    private Problem problem(Compared compared, long count) {
        TableUnderChange table = compared.table();
        String rows = String.join(
                System.lineSeparator() + "            ", ledger.verifications().first(run, table, SHOWN));
        boolean forward = compared.direction() == Direction.FORWARD;
        return new Problem(
                ProblemCode.MISMATCHES,
                "%d values of %s are not the conversion of the old ones.".formatted(count, table.name()),
                "limit 0; the first by %s (old value → new value):%n            %s%s"
                        .formatted(
                                table.key().isPlace() ? "their places, each with its row" : "key",
                                rows,
                                comesBack(compared)),
                forward
                        ? "The gate to cutover is closed; the old column is as it was."
                        : "The application is not affected; rollback and contract are refused meanwhile.",
                "Type: ./pgretype verify --repair %s. %s"
                        .formatted(
                                change,
                                forward
                                        ? "It recomputes the new values from the old ones."
                                        : "It recomputes the old values from the new ones; or, to leave them:"
                                                + " ./pgretype contract --now %s.".formatted(change)));
    }

    /** What can have written them: sure where it came back after a repair, worth a look where it is there. */
    private String comesBack(Compared compared) {
        List<String> causes = new MismatchCauses(ledger.database().jdbc()).of(change, compared);
        long before = ledger.verifications().foundBefore(change, run, compared.table());
        if (before == 0 && causes.isEmpty()) {
            return "";
        }
        String what = before == 0
                ? "what can make mismatches here:"
                : "%d of these rows were found before, so something makes them:".formatted(before);
        List<String> known = causes.isEmpty()
                ? List.of("nothing that the catalog shows: a load that disables triggers, or a session that does and"
                        + " enables them again")
                : causes;
        return "%n            %s%n            - %s"
                .formatted(what, String.join(System.lineSeparator() + "            - ", known));
    }
}
