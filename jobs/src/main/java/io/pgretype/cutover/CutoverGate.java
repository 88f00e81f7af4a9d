package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Durations;
import io.pgretype.ledger.Verifications;
import io.pgretype.mirror.MirrorHealth;
import io.pgretype.preflight.Preflight;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.twin.TwinCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold before the columns may be swapped. */
final class CutoverGate {

    private final Verifications verifications;
    private final MirrorHealth mirrorHealth;
    private final TwinCheck twins;
    private final Preflight preflight;

    CutoverGate(DataSource dataSource) {
        this.verifications = new Verifications(dataSource);
        this.mirrorHealth = new MirrorHealth(JdbcClient.create(dataSource));
        this.twins = new TwinCheck(dataSource);
        this.preflight = new Preflight(dataSource);
    }

    List<Problem> problems(Change change, TableUnderChange table) {
        List<Problem> problems = new ArrayList<>();
        notVerified(change).ifPresent(problems::add);
        mirrorHealth.problem(change.name(), table, Direction.FORWARD).ifPresent(problems::add);
        twins.problem(change.name(), table).ifPresent(problems::add);
        // What came to depend on the old column since expand and cannot be carried.
        problems.addAll(preflight.refusals(change));
        return problems;
    }

    private Optional<Problem> notVerified(Change change) {
        Duration limit = change.settings().verifiedWithin();
        Optional<Duration> age = verifications.age(change.name());
        if (age.isPresent() && age.get().compareTo(limit) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                ProblemCode.NOT_VERIFIED,
                "The rows of change %s must be compared again.".formatted(change.name()),
                age.map(old -> "the last verification began %s ago, the limit is %s"
                                .formatted(Durations.text(old), Durations.text(limit)))
                        .orElse("they were never compared"),
                Problem.NOTHING_CHANGED,
                "Type: ./pgretype verify %s".formatted(change.name())));
    }
}
