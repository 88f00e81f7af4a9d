package io.pgretype.shell.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final List<Schedule> MANY =
            LongStream.range(0, 500).mapToObj(Schedule::of).toList();

    @Test
    void theSeedSaysAllOfIt() {
        assertThat(Schedule.of(42)).isEqualTo(Schedule.of(42)).isNotEqualTo(Schedule.of(43));
    }

    @Test
    void eachEndsWithNothingLeftOnTheTable() {
        assertThat(MANY).allSatisfy(schedule -> assertThat(
                        schedule.acts().get(schedule.acts().size() - 1).command())
                .isIn(PhaseCommand.CONTRACT, PhaseCommand.ABANDON));
    }

    @Test
    void everyFaultMeetsEveryCommandThatItMay() {
        for (PhaseCommand command : PhaseCommand.values()) {
            Set<FaultKind> met = MANY.stream()
                    .flatMap(schedule -> schedule.acts().stream())
                    .filter(act -> act.command() == command)
                    .flatMap(act -> act.faults().stream())
                    .map(Fault::kind)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.class)));
            assertThat(met)
                    .as("%s", command)
                    .isEqualTo(EnumSet.copyOf(List.of(FaultKind.values()).stream()
                            .filter(kind -> kind.weightDuring(command) > 0)
                            .toList()));
        }
    }
}
