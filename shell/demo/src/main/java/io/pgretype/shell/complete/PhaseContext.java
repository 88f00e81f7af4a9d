package io.pgretype.shell.complete;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.plan.Plan;
import io.pgretype.plan.PlanForm;
import io.pgretype.run.PhaseRunner;
import io.pgretype.shell.JobsContext;
import io.pgretype.shell.demo.PhaseDriver;
import io.pgretype.shell.page.ChangeReport;
import io.pgretype.shell.page.ReportPage;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.LockUse;
import io.pgretype.status.StatusReader;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/** The jobs on another database than the command line's: the demo's. */
final class PhaseContext implements PhaseDriver {

    private final ConfigurableApplicationContext context;
    private volatile Activity activity = new Activity();

    private PhaseContext(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static PhaseDriver open(String url, Path changes) {
        return new PhaseContext(JobsContext.open(url, changes));
    }

    @Override
    public Outcome plan(String change, Activity activity) {
        this.activity = activity;
        return context.getBean(Plan.class).run(change, PlanForm.SCREEN, activity);
    }

    @Override
    public Outcome run(PhaseCommand command, String change, Set<RunOption> options, Activity activity) {
        this.activity = activity;
        return context.getBean(PhaseRunner.class).run(command, change, options, activity);
    }

    @Override
    public long rowsLeft(String change) {
        return status().rowsLeft(change).rows();
    }

    @Override
    public ChangeStatus status(String change) {
        return status().read(change);
    }

    @Override
    public List<LockUse> lockUses(String change) {
        return status().lockUses(change);
    }

    @Override
    public String report(String change) {
        return ReportPage.html(ChangeReport.of(status(), change), ZoneId.systemDefault());
    }

    private StatusReader status() {
        return context.getBean(StatusReader.class);
    }

    @Override
    public void close() {
        activity.requestStop();
        context.close();
    }
}
