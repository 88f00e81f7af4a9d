package io.pgretype.shell.command;

import io.pgretype.phase.Outcome;
import io.pgretype.plan.Plan;
import io.pgretype.plan.PlanForm;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import org.springframework.beans.factory.ObjectProvider;

/** {@code plan}: what would be done, and what stands in its way. */
public final class PlanCommand extends OperatorCommand {

    private static final String STATEMENTS = "statements";
    private static final String JSON = "json";

    private final ObjectProvider<Plan> plan;
    private final WatchedRun watchedRun;

    public PlanCommand(ObjectProvider<Plan> plan, WatchedRun watchedRun, Screen screen) {
        super(
                Syntax.phase(
                                "plan",
                                "what the change would do, or every refusal, on one screen; changes nothing",
                                Option.flag(
                                        STATEMENTS, "every statement to come with its lock, and all there is to say"),
                                Option.flag(JSON, "the same for programs"))
                        .withExample("""
                                ./pgretype plan file-size
                                ./pgretype plan file-size --statements"""),
                screen);
        this.plan = plan;
        this.watchedRun = watchedRun;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        PlanForm form = form(invocation);
        return watchedRun.run("plan", activity -> plan.getObject().run(invocation.change(), form, activity));
    }

    private static PlanForm form(Invocation invocation) {
        if (invocation.has(JSON)) {
            return PlanForm.JSON;
        }
        return invocation.has(STATEMENTS) ? PlanForm.STATEMENTS : PlanForm.SCREEN;
    }
}
