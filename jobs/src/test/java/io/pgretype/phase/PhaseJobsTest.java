package io.pgretype.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.Job;

class PhaseJobsTest {

    @Test
    void eachCommandHasItsJob() {
        PhaseJobs jobs = new PhaseJobs(all().toArray(PhaseJob[]::new));

        assertThat(PhaseCommand.values())
                .allSatisfy(command -> assertThat(jobs.of(command).command()).isEqualTo(command));
    }

    @Test
    void aCommandWithoutAJobIsNoticedAtOnce() {
        PhaseJob[] withoutFirst = all().skip(1).toArray(PhaseJob[]::new);

        assertThatThrownBy(() -> new PhaseJobs(withoutFirst)).hasMessage("no job for [EXPAND]");
    }

    @Test
    void soIsOneWithTwo() {
        PhaseJob[] oneMore =
                Stream.concat(all(), Stream.of(new Idle(PhaseCommand.VERIFY))).toArray(PhaseJob[]::new);

        assertThatThrownBy(() -> new PhaseJobs(oneMore)).hasMessage("two jobs for VERIFY");
    }

    private static Stream<PhaseJob> all() {
        return Arrays.stream(PhaseCommand.values()).map(Idle::new);
    }

    private record Idle(PhaseCommand command) implements PhaseJob {

        @Override
        public List<Problem> gate(Change change, Set<RunOption> options, Activity activity) {
            return List.of();
        }

        @Override
        public List<PlannedStatement> plan(Change change, TableUnderChange table) {
            return List.of();
        }

        @Override
        public Job job(Assignment assignment) {
            throw new UnsupportedOperationException();
        }
    }
}
