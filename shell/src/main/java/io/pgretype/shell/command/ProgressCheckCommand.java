package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import io.pgretype.status.StatusReader;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code progress-check}: for scripts that wait for the backfill; writes nothing. */
public final class ProgressCheckCommand extends OperatorCommand {

    private final ObjectProvider<StatusReader> status;

    public ProgressCheckCommand(ObjectProvider<StatusReader> status, Screen screen) {
        super(
                Syntax.report(
                                "progress-check",
                                "exit status 0 if no row is left to fill, 4 if some are; writes nothing",
                                Argument.CHANGE)
                        .withExample("./pgretype progress-check file-size"),
                screen);
        this.status = status;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        long rows = status.getObject().rowsLeft(change).rows();
        List<String> results = List.of("%d rows left".formatted(rows));
        if (rows == 0) {
            return Outcome.done(results);
        }
        return Outcome.stopped(
                results,
                List.of(new Problem(
                        ProblemCode.ROWS_LEFT,
                        "The new column of '%s' is not filled.".formatted(change),
                        "%d rows left, limit 0".formatted(rows),
                        Problem.NOTHING_CHANGED,
                        "Type './pgretype backfill %s'.".formatted(change))));
    }
}
