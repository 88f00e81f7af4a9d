package io.pgretype.run;

import io.pgretype.alter.AlterRun;
import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Ledger;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.RunOptions;
import io.pgretype.problem.ProblemException;
import java.util.Set;

/** Runs {@code alter}, and goes on by itself where a connection was lost. */
public final class AlterRunner {

    private final AlterRun alter;

    public AlterRunner(Ledger ledger, ChangeFiles files) {
        this.alter = new AlterRun(ledger, files);
    }

    /** @throws ProblemException for a change file that cannot be used */
    public Outcome run(String changeName, Set<RunOption> options, Activity activity) {
        return Recovering.run(
                AlterRun.COMMAND, activity, () -> alter.run(changeName, RunOptions.of(options), activity));
    }
}
