package io.pgretype.ledger;

import static io.pgretype.ledger.PhaseCommand.ABANDON;
import static io.pgretype.ledger.PhaseCommand.BACKFILL;
import static io.pgretype.ledger.PhaseCommand.CONTRACT;
import static io.pgretype.ledger.PhaseCommand.CUTOVER;
import static io.pgretype.ledger.PhaseCommand.EXPAND;
import static io.pgretype.ledger.PhaseCommand.HARDEN;
import static io.pgretype.ledger.PhaseCommand.ROLLBACK;
import static io.pgretype.ledger.PhaseCommand.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the properties of the commands come to. */
class PhaseCommandTest {

    @ParameterizedTest
    @CsvSource({
        "PLANNED, EXPAND",
        "ABANDONED, EXPAND",
        "EXPANDED, BACKFILL",
        "BACKFILLED, HARDEN",
        "HARDENED, VERIFY",
        "VERIFIED, CUTOVER",
        "CUT_OVER, CONTRACT",
        "CONTRACTED, CONTRACT"
    })
    void whatIsTypedNextFollowsFromWhereTheCommandsStart(Phase phase, PhaseCommand next) {
        assertThat(PhaseCommand.next(phase)).isEqualTo(next);
    }

    @Test
    void eachThatLeadsOnStartsWhereTheOneBeforeHasLed() {
        List<PhaseCommand> forward = PhaseCommand.forward();

        assertThat(forward).containsExactly(EXPAND, BACKFILL, HARDEN, VERIFY, CUTOVER, CONTRACT);
        for (int i = 1; i < forward.size(); i++) {
            assertThat(forward.get(i).startsFrom(forward.get(i - 1).to())).isTrue();
        }
    }

    @Test
    void rowsAreWalkedByFewAndByTwoOnlyAtNeed() {
        assertThat(those(PhaseCommand::fillsRows)).containsExactly(BACKFILL);
        assertThat(those(PhaseCommand::walksRows)).containsExactly(BACKFILL, VERIFY);
        assertThat(those(PhaseCommand::mayBePaused)).containsExactly(BACKFILL, VERIFY);
        assertThat(those(PhaseCommand::mayWalkRows)).containsExactly(BACKFILL, VERIFY, CONTRACT, ROLLBACK);
    }

    @Test
    void onlyTheSwapsHaveWorkLeftOnceTheirColumnsAreChanged() {
        assertThat(those(PhaseCommand::changesColumns)).containsExactly(EXPAND, CUTOVER, CONTRACT, ROLLBACK, ABANDON);
        assertThat(those(PhaseCommand::endsWithItsColumns)).containsExactly(EXPAND, CONTRACT, ABANDON);
    }

    private static List<PhaseCommand> those(Predicate<PhaseCommand> which) {
        return Arrays.stream(PhaseCommand.values()).filter(which).toList();
    }
}
