package io.pgretype.shell.command;

import io.pgretype.ledger.Phase;
import io.pgretype.phase.Outcome;
import io.pgretype.run.Advance;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import org.springframework.beans.factory.ObjectProvider;

/** {@code advance}: the phases still missing; what cron runs. */
public final class AdvanceCommand extends OperatorCommand {

    private static final String TO = "to";

    private final ObjectProvider<Advance> advance;
    private final WatchedRun watchedRun;

    public AdvanceCommand(ObjectProvider<Advance> advance, WatchedRun watchedRun, Screen screen) {
        super(
                Syntax.phase(
                        "advance",
                        "runs the phases still missing; nothing left to do is success",
                        Option.valued(
                                TO,
                                "PHASE",
                                "the last phase to run: %s; verify if not given"
                                        .formatted(String.join(", ", Destination.NAMES)),
                                text -> Destination.parse(text).name(),
                                Destination.NAMES)),
                screen);
        this.advance = advance;
        this.watchedRun = watchedRun;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        Phase to = invocation.value(TO).map(Phase::valueOf).orElse(Phase.VERIFIED);
        return watchedRun.run("advance", change, activity -> advance.getObject().run(change, to, activity));
    }
}
