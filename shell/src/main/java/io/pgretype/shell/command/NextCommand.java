package io.pgretype.shell.command;

import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOptions;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Confirmation;
import io.pgretype.shell.session.Screen;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** {@code next}: says what the phase that follows will do and what it locks, asks, and does it. */
public final class NextCommand extends OperatorCommand {

    private static final String YES = "yes";

    private final ChangeFiles changes;
    private final ObjectProvider<Ledger> ledger;
    private final ObjectProvider<PhaseRunCommand> phases;
    private final ObjectProvider<Confirmation> confirmation;

    public NextCommand(
            ChangeFiles changes,
            ObjectProvider<Ledger> ledger,
            ObjectProvider<PhaseRunCommand> phases,
            ObjectProvider<Confirmation> confirmation,
            Screen screen) {
        super(
                Syntax.phase(
                                "next",
                                "says what the phase that follows will do and lock, asks, and does it",
                                Option.flag(YES, "do not ask"))
                        .withExample("./pgretype next file-size"),
                screen);
        this.changes = changes;
        this.ledger = ledger;
        this.phases = phases;
        this.confirmation = confirmation;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        Phase phase = ledger.getObject().phase(change);
        if (phase == Phase.PLANNED) {
            changes.read(change);
        }
        NextPhase next = NextPhase.after(phase, change);
        screen().notice("%s is %s; next there is %s."
                .formatted(change, phase.text(), next.command().text()));
        next.explanation().forEach(screen()::notice);
        if (!invocation.has(YES)
                && !confirmation
                        .getObject()
                        .of("%s %s?".formatted(next.command().text(), change))) {
            return Outcome.stopped(List.of(), List.of(next.notConfirmed()));
        }
        return phases.stream()
                .filter(command -> command.phase() == next.command())
                .findFirst()
                .orElseThrow()
                .run(change, RunOptions.of(Set.of()));
    }
}
