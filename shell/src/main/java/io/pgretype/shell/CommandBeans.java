package io.pgretype.shell;

import io.pgretype.control.LiveControl;
import io.pgretype.guard.Guard;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.run.PhaseRunner;
import io.pgretype.shell.command.AdvanceCommand;
import io.pgretype.shell.command.AlterCommand;
import io.pgretype.shell.command.ApplyCommand;
import io.pgretype.shell.command.ConfigCommand;
import io.pgretype.shell.command.GuardCommand;
import io.pgretype.shell.command.HelpCommand;
import io.pgretype.shell.command.HistoryCommand;
import io.pgretype.shell.command.InitCommand;
import io.pgretype.shell.command.LimitCommand;
import io.pgretype.shell.command.LintCommand;
import io.pgretype.shell.command.NextCommand;
import io.pgretype.shell.command.NoScratchServer;
import io.pgretype.shell.command.PauseCommand;
import io.pgretype.shell.command.PhaseAvailability;
import io.pgretype.shell.command.PhaseRunCommand;
import io.pgretype.shell.command.PlanCommand;
import io.pgretype.shell.command.ProgressCheckCommand;
import io.pgretype.shell.command.QuitCommand;
import io.pgretype.shell.command.ReportCommand;
import io.pgretype.shell.command.ResumeCommand;
import io.pgretype.shell.command.StatsCommand;
import io.pgretype.shell.command.StatusCommand;
import io.pgretype.shell.command.UseCommand;
import io.pgretype.shell.command.WatchCommand;
import io.pgretype.shell.command.WatchedRun;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import io.pgretype.status.StatusReader;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;

/** One bean a command, in the order in which help lists them. */
final class CommandBeans implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(WatchedRun.class);
        registry.registerBean(LiveControl.class);
        registry.registerBean(Guard.class);

        registry.registerBean(InitCommand.class);
        registry.registerBean(PlanCommand.class);
        registry.registerBean(AlterCommand.class);
        for (PhaseCommand phase : PhaseCommand.values()) {
            registry.registerBean(
                    phase.text(), PhaseRunCommand.class, bean -> bean.supplier(beans -> phaseRun(phase, beans)));
        }
        registry.registerBean(NextCommand.class);
        registry.registerBean(AdvanceCommand.class);
        registry.registerBean(StatusCommand.class);
        registry.registerBean(HistoryCommand.class);
        registry.registerBean(WatchCommand.class);
        registry.registerBean(ReportCommand.class);
        registry.registerBean(ProgressCheckCommand.class);
        registry.registerBean(PauseCommand.class);
        registry.registerBean(ResumeCommand.class);
        registry.registerBean(LimitCommand.class);
        registry.registerBean(GuardCommand.class);
        registry.registerBean(NoScratchServer.class, bean -> bean.fallback().supplier(beans -> new NoScratchServer()));
        registry.registerBean(LintCommand.class);
        registry.registerBean(StatsCommand.class);
        registry.registerBean(ApplyCommand.class);
        registry.registerBean(ConfigCommand.class);
        registry.registerBean(HelpCommand.class);
        registry.registerBean(UseCommand.class);
        registry.registerBean(QuitCommand.class);
    }

    private static PhaseRunCommand phaseRun(PhaseCommand phase, SupplierContext beans) {
        var availability =
                new PhaseAvailability(phase, beans.bean(Session.class), beans.beanProvider(StatusReader.class));
        return new PhaseRunCommand(
                phase,
                beans.beanProvider(PhaseRunner.class),
                beans.bean(WatchedRun.class),
                availability,
                beans.bean(Screen.class));
    }
}
