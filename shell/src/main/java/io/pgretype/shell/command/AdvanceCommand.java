package io.pgretype.shell.command;

import io.pgretype.change.Durations;
import io.pgretype.ledger.Phase;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.run.Advance;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;

/** {@code advance}: the phases still missing; what cron runs. */
public final class AdvanceCommand extends OperatorCommand {

    private static final String TO = "to";
    private static final String STOP_AFTER = "stop-after";

    private final ObjectProvider<Advance> advance;
    private final WatchedRun watchedRun;

    public AdvanceCommand(ObjectProvider<Advance> advance, WatchedRun watchedRun, Screen screen) {
        super(
                Syntax.phase(
                                "advance",
                                "runs the phases still missing, in the change's window; nothing left to do is success",
                                Option.valued(
                                        TO,
                                        "PHASE",
                                        "the last phase to run: %s; verify if not given"
                                                .formatted(String.join(", ", Destination.NAMES)),
                                        text -> Destination.parse(text).name(),
                                        Destination.NAMES),
                                Option.valued(
                                        STOP_AFTER,
                                        "DURATION",
                                        "stop by itself after that time, between two chunks, with exit status 4; the next run goes on",
                                        AdvanceCommand::duration,
                                        List.of("4h")))
                        .withExample("""
                                ./pgretype advance file-size
                                ./pgretype advance file-size --to cutover --stop-after 4h"""),
                screen);
        this.advance = advance;
        this.watchedRun = watchedRun;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        Phase to = invocation.value(TO).map(Phase::valueOf).orElse(Phase.VERIFIED);
        Optional<Duration> stopAfter = invocation.value(STOP_AFTER).map(Durations::parse);
        Optional<Outcome> idle = advance.getObject().idle(change, to);
        if (idle.isPresent()) {
            return screen().isTerminal() ? idle.get() : silent(idle.get());
        }
        return watchedRun.run("advance", change, activity -> {
            stopAfter.ifPresent(time -> stop(activity, time));
            return advance.getObject().run(change, to, activity);
        });
    }

    /** A scheduler mails or keeps whatever is printed. */
    private static Outcome silent(Outcome outcome) {
        return new Outcome(outcome.exitStatus(), List.of(), List.of());
    }

    /** Asked of work that is over by then, it does nothing. */
    private static void stop(Activity activity, Duration after) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(activity::requestStop);
    }

    private static String duration(String text) {
        if (Durations.parse(text).isZero()) {
            throw new IllegalArgumentException("0 leaves no time for anything");
        }
        return text;
    }
}
