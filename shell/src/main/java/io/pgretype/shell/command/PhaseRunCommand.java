package io.pgretype.shell.command;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.run.Activity;
import io.pgretype.run.Outcome;
import io.pgretype.run.PhaseRunner;
import io.pgretype.run.RunOption;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;

/** {@code expand} to {@code abandon}: runs one phase. */
public final class PhaseRunCommand extends OperatorCommand {

    /** Rollback and contract compare the rows where nobody has since cutover. */
    private static final Set<PhaseCommand> WALKS_ROWS =
            EnumSet.of(PhaseCommand.BACKFILL, PhaseCommand.VERIFY, PhaseCommand.ROLLBACK, PhaseCommand.CONTRACT);

    private final PhaseCommand phase;
    private final ObjectProvider<PhaseRunner> runner;
    private final WatchedRun watchedRun;

    public PhaseRunCommand(
            PhaseCommand phase,
            ObjectProvider<PhaseRunner> runner,
            WatchedRun watchedRun,
            PhaseAvailability availability,
            Screen screen) {
        super(syntax(phase), screen);
        this.phase = phase;
        this.runner = runner;
        this.watchedRun = watchedRun;
        setAvailabilityProvider(availability);
    }

    @Override
    protected Outcome run(Invocation invocation) {
        Set<RunOption> options = EnumSet.noneOf(RunOption.class);
        for (RunOption option : RunOption.values()) {
            if (invocation.has(option.name().toLowerCase(Locale.ROOT))) {
                options.add(option);
            }
        }
        String change = invocation.change();
        Function<Activity, Outcome> work = activity -> runner.getObject().run(phase, change, options, activity);
        return WALKS_ROWS.contains(phase)
                ? watchedRun.run(phase.text(), change, work)
                : watchedRun.run(phase.text(), work);
    }

    /** The phase that this command runs. */
    public PhaseCommand phase() {
        return phase;
    }

    private static Syntax syntax(PhaseCommand phase) {
        return switch (phase) {
            case EXPAND -> Syntax.phase("expand", "adds the new column and the mirror that keeps it equal");
            case BACKFILL -> Syntax.phase("backfill", "fills the new column; goes on where it stopped");
            case HARDEN ->
                Syntax.phase("harden", "gives the new column the indexes, constraints and default of the old one");
            case VERIFY ->
                Syntax.phase(
                        "verify",
                        "compares every row and opens the gate to cutover for a while; after cutover, in reverse",
                        flag(RunOption.REPAIR, "mend mismatches and compare those rows again"));
            case CUTOVER ->
                Syntax.phase(
                        "cutover",
                        "swaps the two columns' names in one short transaction",
                        flag(RunOption.REHEARSE, "do all of it, roll back, and report the lock's wait and hold time"));
            case CONTRACT ->
                Syntax.phase(
                        "contract",
                        "removes the old column; from then on there is no way back",
                        flag(RunOption.NOW, "do not wait for the soak time, and do not compare the rows before"));
            case ROLLBACK ->
                Syntax.phase(
                        "rollback",
                        "after cutover: swaps back",
                        flag(RunOption.NOW, "at once: do not compare the rows before"));
            case ABANDON -> Syntax.phase("abandon", "before cutover: removes all that was added");
        };
    }

    private static Option flag(RunOption option, String description) {
        return Option.flag(option.name().toLowerCase(Locale.ROOT), description);
    }
}
