package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.plan.Plan;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import org.springframework.beans.factory.ObjectProvider;

/** {@code plan}: what would be done, and what stands in its way. */
public final class PlanCommand extends OperatorCommand {

    private final ObjectProvider<Plan> plan;
    private final WatchedRun watchedRun;

    public PlanCommand(ObjectProvider<Plan> plan, WatchedRun watchedRun, Screen screen) {
        super(
                Syntax.phase("plan", "lists every statement to come, its lock and every refusal; changes nothing"),
                screen);
        this.plan = plan;
        this.watchedRun = watchedRun;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        return watchedRun.run("plan", activity -> plan.getObject().run(invocation.change(), activity));
    }
}
