package io.pgretype.shell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.progress.RunEnding;
import io.pgretype.shell.notify.Notification.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifierTest {

    private static final String CHANGE = "file-size";

    private final List<Notification> sent = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private final Notifier notifier = new Notifier(
            Optional.of(new LongHolds(Duration.ofMinutes(10), () -> now.toNanos())),
            new Origin(() -> "db:5432/shop", "jumphost"),
            sent::add);

    @Test
    void aPhaseThatIsDoneSaysWhatIsNext() {
        ended(PhaseCommand.BACKFILL, Phase.BACKFILLED);

        assertThat(only().event()).isEqualTo(Event.PHASE_DONE);
        assertThat(only().text()).isEqualTo("""
                file-size at db:5432/shop: backfill is done; the change is backfilled.
                next: ./pgretype harden file-size""");
        assertThat(only().facts())
                .containsEntry(Fact.CHANGE, CHANGE)
                .containsEntry(Fact.COMMAND, "backfill")
                .containsEntry(Fact.PHASE, "backfilled")
                .containsEntry(Fact.EXIT_STATUS, 0)
                .containsEntry(Fact.DATABASE, "db:5432/shop")
                .containsEntry(Fact.HOST, "jumphost")
                .doesNotContainKey(Fact.PROBLEM);
        assertThat(Instant.parse((String) only().facts().get(Fact.AT)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void afterTheLastPhaseNothingIsNext() {
        ended(PhaseCommand.CONTRACT, Phase.CONTRACTED);

        assertThat(only().text()).isEqualTo("file-size at db:5432/shop: contract is done; the change is contracted.");
    }

    @Test
    void aFailureSaysWhatItLeavesAndNoValueOfARow() {
        ended(PhaseCommand.VERIFY, Phase.HARDENED, problem(ProblemCode.MISMATCHES));

        assertThat(only().event()).isEqualTo(Event.FAILED);
        assertThat(only().text()).isEqualTo("""
                file-size at db:5432/shop: [mismatches] It stopped. All is well.
                next: Look at it.""");
        assertThat(only().facts())
                .containsEntry(Fact.PROBLEM, "mismatches")
                .containsEntry(Fact.EXIT_STATUS, 5)
                .containsEntry(Fact.NEXT, "Look at it.");
        assertThat(only().json()).doesNotContain("4711");
    }

    @Test
    void aRefusalWaitsForAPersonAndCountsTheRest() {
        ended(
                PhaseCommand.EXPAND,
                Phase.PLANNED,
                problem(ProblemCode.VIEW_ON_COLUMN),
                problem(ProblemCode.NO_KEY),
                problem(ProblemCode.NO_KEY));

        assertThat(only().event()).isEqualTo(Event.WAITING);
        assertThat(only().text()).contains("[view-on-column] It stopped. And 2 more. All is well.");
    }

    @Test
    void whatTheNextRunEndsIsNotTold() {
        ended(PhaseCommand.CUTOVER, Phase.VERIFIED, problem(ProblemCode.LOCK_NOT_GRANTED));

        assertThat(sent).isEmpty();
    }

    @Test
    void whatFollowsAnAdvanceIsForAPerson() {
        notifier.arrived(CHANGE, Phase.VERIFIED);

        assertThat(only().event()).isEqualTo(Event.WAITING);
        assertThat(only().text()).isEqualTo("""
                file-size at db:5432/shop: advance goes no further: the change is verified, and cutover is for a person to begin.
                next: ./pgretype next file-size""");
    }

    @Test
    void nobodyIsAwaitedWhereAllIsDone() {
        notifier.arrived(CHANGE, Phase.CONTRACTED);

        assertThat(sent).isEmpty();
    }

    @Test
    void aLongHoldIsToldOnceAndOnceThatItIsOver() {
        held(0, Optional.of(hold("max-lag", "42s")));
        held(10, Optional.of(hold("max-lag", "43s")));
        held(1, Optional.of(hold("max-lag", "44s")));
        held(1, Optional.empty());

        assertThat(sent)
                .extracting(Notification::text)
                .containsExactly("""
                file-size at db:5432/shop: backfill has been held for 10m: max-lag 43s > 10s.
                next: ./pgretype status file-size""", "file-size at db:5432/shop: backfill goes on after 12m.");
    }

    @Test
    void aPauseSaysHowToGoOn() {
        held(0, Optional.of(new Hold("paused", "by ann", "", "", Instant.now())));
        held(10, Optional.of(new Hold("paused", "by ann", "", "", Instant.now())));

        assertThat(only().text()).endsWith("paused by ann.\nnext: ./pgretype resume file-size");
    }

    @Test
    void aHoldEndsWithItsRun() {
        held(0, Optional.of(hold("max-lag", "42s")));
        held(10, Optional.of(hold("max-lag", "42s")));
        ended(PhaseCommand.BACKFILL, Phase.EXPANDED, problem(ProblemCode.STOPPED));
        held(10, Optional.empty());

        assertThat(sent).hasSize(1);
    }

    private static Hold hold(String signal, String observed) {
        return new Hold(signal, observed, ">", "10s", Instant.now());
    }

    private void held(int minutesLater, Optional<Hold> hold) {
        now = now.plusMinutes(minutesLater);
        notifier.held(CHANGE, PhaseCommand.BACKFILL, hold);
    }

    private static Problem problem(ProblemCode code) {
        return new Problem(code, "It stopped.", "row 4711", "All is well.", "Look at it.");
    }

    private void ended(PhaseCommand command, Phase phase, Problem... problems) {
        ExitStatus status =
                problems.length == 0 ? ExitStatus.DONE : problems[0].code().exitStatus();
        notifier.ended(new RunEnding(CHANGE, command, Optional.of(phase), status, List.of(problems)));
    }

    private Notification only() {
        assertThat(sent).hasSize(1);
        return sent.get(0);
    }
}
