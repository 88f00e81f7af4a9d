package io.pgretype.shell.command;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.phase.RunOptions;
import io.pgretype.run.PhaseRunner;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;

/** {@code expand} to {@code abandon}: runs one phase. */
public final class PhaseRunCommand extends OperatorCommand {

    private static final String TIMES = "times";

    static final Option CANCEL_BLOCKERS = flag(
            RunOption.CANCEL_BLOCKERS,
            "cancel statements that keep us from a short lock, once they made an attempt fail; never sessions, never DDL");

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
            if (invocation.has(name(option))) {
                options.add(option);
            }
        }
        int times = invocation.value(TIMES).map(Integer::valueOf).orElse(1);
        return run(invocation.change(), new RunOptions(options, times));
    }

    /** Runs the phase, whatever line asked for it. */
    Outcome run(String change, RunOptions asked) {
        Function<Activity, Outcome> work = activity -> runner.getObject().run(phase, change, asked, activity);
        return phase.mayWalkRows() ? watchedRun.run(phase.text(), change, work) : watchedRun.run(phase.text(), work);
    }

    /** The phase that this command runs. */
    public PhaseCommand phase() {
        return phase;
    }

    private static Syntax syntax(PhaseCommand phase) {
        return switch (phase) {
            case EXPAND ->
                Syntax.phase("expand", "adds the new column and the mirror that keeps it equal", CANCEL_BLOCKERS)
                        .withExample("./pgretype expand file-size");
            case BACKFILL ->
                Syntax.phase("backfill", "fills the new column; goes on where it stopped")
                        .withExample("./pgretype backfill file-size");
            case HARDEN ->
                Syntax.phase(
                                "harden",
                                "gives the new column the indexes, constraints and default of the old one",
                                CANCEL_BLOCKERS)
                        .withExample("./pgretype harden file-size");
            case VERIFY ->
                Syntax.phase(
                                "verify",
                                "compares every row and opens the gate to cutover for a while; after cutover, in reverse",
                                flag(RunOption.REPAIR, "repair mismatches and compare those rows again"))
                        .withExample("""
                                ./pgretype verify file-size
                                ./pgretype verify file-size --repair""");
            case CUTOVER ->
                Syntax.phase(
                                "cutover",
                                "swaps the two columns' names in one short transaction",
                                flag(
                                        RunOption.REHEARSE,
                                        "do all of it, roll back, and report the lock's wait and hold time"),
                                times(),
                                CANCEL_BLOCKERS)
                        .withExample("""
                                ./pgretype cutover file-size --rehearse --times 5
                                ./pgretype cutover file-size""");
            case CONTRACT ->
                Syntax.phase(
                                "contract",
                                "removes the old column; from then on there is no way back",
                                flag(
                                        RunOption.NOW,
                                        "do not wait for the soak time, and do not compare the rows before"),
                                CANCEL_BLOCKERS)
                        .withExample("./pgretype contract file-size");
            case ROLLBACK ->
                Syntax.phase(
                                "rollback",
                                "after cutover: swaps back",
                                flag(RunOption.NOW, "at once: do not compare the rows before"),
                                CANCEL_BLOCKERS)
                        .withExample("./pgretype rollback file-size");
            case ABANDON ->
                Syntax.phase("abandon", "before cutover: removes all that was added", CANCEL_BLOCKERS)
                        .withExample("./pgretype abandon file-size");
        };
    }

    private static Option flag(RunOption option, String description) {
        return Option.flag(name(option), description);
    }

    private static String name(RunOption option) {
        return option.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Option times() {
        return Option.valued(
                        TIMES,
                        "N",
                        "rehearse that often, with pauses, and report how waits and holds are spread; %d at most"
                                .formatted(RunOptions.MOST_TIMES),
                        PhaseRunCommand::times,
                        List.of())
                .beside(name(RunOption.REHEARSE));
    }

    private static String times(String text) {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > RunOptions.MOST_TIMES) {
            throw new IllegalArgumentException("'%s' is no number from 1 to %d".formatted(text, RunOptions.MOST_TIMES));
        }
        return text;
    }
}
