package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.run.Outcome;
import io.pgretype.run.RunOption;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database of its own and the jobs on it. */
abstract class PhaseFixture {

    static final String CHANGE = "the-change";

    TestDatabase database;
    Workbench workbench;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        workbench = Workbench.on(database);
    }

    @AfterEach
    void close() {
        workbench.close();
        database.close();
    }

    /** Runs the phases in that order; each must end well. */
    void run(PhaseCommand... commands) {
        for (PhaseCommand command : commands) {
            Outcome outcome = workbench.run(command, CHANGE);
            assertThat(outcome.exitStatus())
                    .as("%s: %s", command, outcome.problems())
                    .isEqualTo(ExitStatus.DONE);
        }
    }

    /** Runs the phase, which must be stopped by just that. */
    Outcome refused(ProblemCode code, PhaseCommand command, RunOption... options) {
        Outcome outcome = workbench.run(command, CHANGE, options);
        assertThat(outcome.problems()).as("%s", command).extracting("code").containsExactly(code);
        assertThat(outcome.exitStatus()).isEqualTo(code.exitStatus());
        return outcome;
    }
}
