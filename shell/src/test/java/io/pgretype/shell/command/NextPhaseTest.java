package io.pgretype.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.ledger.Phase;
import io.pgretype.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class NextPhaseTest {

    private static final int COLUMNS = 80;

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"CONTRACTED", "ABANDONED"})
    void saysInThreeLinesWhatItWillDoAndWhatItLocks(Phase phase) {
        NextPhase next = NextPhase.after(phase, "x");

        assertThat(next.explanation()).hasSizeBetween(1, 3).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(COLUMNS));
        assertThat(next.explanation().get(0)).startsWith(next.command().text() + " ");
        assertThat(next.explanation().get(1)).startsWith("Locks: ");
    }

    @ParameterizedTest
    @CsvSource({
        "CONTRACTED, it is contracted, ./pgretype history x",
        "ABANDONED,  it is abandoned,  ./pgretype expand x",
    })
    void refusesWhereNothingFollows(Phase phase, String observed, String next) {
        assertThatThrownBy(() -> NextPhase.after(phase, "x"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().get(0).text()).contains("[wrong-phase]", observed, next));
    }

    @Test
    void sayingNoIsNoSuccess() {
        assertThat(NextPhase.after(Phase.VERIFIED, "x").notConfirmed().text())
                .contains("[stopped] cutover of change x", "Nothing was changed.", "./pgretype next x --yes");
    }
}
