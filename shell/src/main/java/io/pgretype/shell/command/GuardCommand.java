package io.pgretype.shell.command;

import io.pgretype.change.Unit;
import io.pgretype.guard.Guard;
import io.pgretype.guard.GuardState;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** {@code guard}: event triggers against what others' DDL could do to an open change. */
public final class GuardCommand extends OperatorCommand {

    private static final String ABOVE = "above";
    private static final String PRINT = "print";

    private final ObjectProvider<Guard> guard;

    public GuardCommand(ObjectProvider<Guard> guard, Screen screen) {
        super(
                Syntax.other(
                                "guard",
                                "refuses table rewrites, and DDL that would break a change, while one is open",
                                Argument.GUARD_ACTION,
                                Option.valued(
                                        ABOVE,
                                        "SIZE",
                                        "enable: rewrites of tables up to this size pass; %s if not given"
                                                .formatted(Unit.BYTES.text(Guard.ABOVE_BY_DEFAULT)),
                                        GuardCommand::size,
                                        List.of("100MB", "10GB")),
                                Option.flag(PRINT, "enable, disable: print the SQL for a superuser, do nothing"))
                        .withExample("""
                                ./pgretype guard enable --above 10GB
                                ./pgretype guard status"""),
                screen);
        this.guard = guard;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String action = invocation.argument().orElseThrow();
        boolean print = invocation.has(PRINT);
        if (invocation.has(ABOVE) && !action.equals("enable")) {
            throw useless(ABOVE, action);
        }
        if (print && action.equals("status")) {
            throw useless(PRINT, action);
        }
        long above = invocation.value(ABOVE).map(Unit.BYTES::parse).orElse(Guard.ABOVE_BY_DEFAULT);
        return Outcome.done(
                switch (action) {
                    case "enable" -> enable(above, print);
                    case "disable" -> disable(print);
                    default -> status();
                });
    }

    private List<String> enable(long above, boolean print) {
        if (print) {
            return List.of(guard.getObject().enablingScript(above));
        }
        guard.getObject().enable(above);
        return status();
    }

    private List<String> disable(boolean print) {
        if (print) {
            return List.of(guard.getObject().disablingScript());
        }
        guard.getObject().disable();
        return status();
    }

    private List<String> status() {
        return guard.getObject().state().map(GuardCommand::lines).orElse(List.of("guard: off."));
    }

    private static List<String> lines(GuardState state) {
        List<String> lines = new ArrayList<>();
        lines.add("guard: on, by %s since %s.".formatted(state.enabledBy(), state.since()));
        lines.add(
                "While a change is open it refuses to rewrite tables above %s, and DDL that would break the table under change."
                        .formatted(Unit.BYTES.text(state.above())));
        if (state.flaw() != null) {
            lines.add("It does not do all of that: %s. Type: ./pgretype guard enable".formatted(state.flaw()));
        }
        return lines;
    }

    private static String size(String text) {
        Unit.BYTES.parse(text);
        return text;
    }

    private static ProblemException useless(String option, String action) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The command line is not understood.",
                "'guard %s' takes no --%s".formatted(action, option),
                Problem.NOTHING_CHANGED,
                "Type './pgretype guard %s'.".formatted(action)));
    }
}
