package io.pgretype.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Change;
import io.pgretype.preflight.Subject.Relation;
import io.pgretype.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One hundredth of the test server's room is 134 locks. */
class LockTableTooSmallIT {

    private static final double SHARE = 0.01;

    @AutoClose
    private final Scenario scenario = new Scenario();

    @Test
    void manyPartitionsNeedManyLocks() {
        partitions(11);

        assertThat(refusals()).singleElement().satisfies(problem -> {
            assertThat(problem.observed())
                    .isEqualTo("about 144 locks on 12 relations with 24 indexes; room for 13,440"
                            + " (max_locks_per_transaction × connections), of which 1 % may be ours");
            assertThat(problem.next())
                    .isEqualTo(
                            "Raise max_locks_per_transaction to 128 and restart the server; standbys need it first.");
        });
    }

    @Test
    void fewerDoNot() {
        partitions(9);

        assertThat(refusals()).isEmpty();
    }

    /** Its twins count as if they had twins of their own. */
    @Test
    void aChangeThatIsOpenGoesOn() {
        partitions(11);
        Subject planned = subject();

        Subject open = new Subject(
                planned.change(),
                planned.declared(),
                new Relation(planned.oid(), planned.relation().kind(), true),
                planned.columns(),
                planned.dependents());

        assertThat(refusals(open)).isEmpty();
    }

    private void partitions(int count) {
        scenario.database()
                .execute(
                        "create table file (id integer primary key, size integer) partition by range (id)",
                        "create index on file (size)");
        IntStream.range(0, count).forEach(number -> scenario.database()
                .execute("create table file_%1$d partition of file for values from (%1$d) to (%2$d)"
                        .formatted(number, number + 1)));
    }

    private List<Problem> refusals() {
        return refusals(subject());
    }

    private List<Problem> refusals(Subject subject) {
        return new LockTableTooSmall(SHARE).refusals(subject, jdbc());
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(scenario.database().dataSource());
    }

    private Subject subject() {
        Change change = Scenario.change(Scenario.table("file", Scenario.move("size", "bigint")));
        return Subject.read(change.name(), change.tables().get(0), jdbc());
    }
}
