package io.pgretype.shell.command;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.control.LiveControl;
import io.pgretype.phase.Outcome;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.report.LimitTable;
import io.pgretype.shell.session.Screen;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;

/** {@code limit}: shows the limits of a change, or sets some while it runs, from another process. */
public final class LimitCommand extends OperatorCommand {

    private static final String RESET = "reset";

    private final ObjectProvider<LiveControl> control;

    public LimitCommand(ObjectProvider<LiveControl> control, Screen screen) {
        super(
                Syntax.live(
                                "limit",
                                "shows the limits in force, or sets some for the next chunk on",
                                Argument.CHANGE,
                                options())
                        .withExample("""
                                ./pgretype limit file-size               # shows them all
                                ./pgretype limit file-size --workers 1 --max-rate 5000"""),
                screen);
        this.control = control;
    }

    @Override
    protected Outcome run(Invocation invocation) {
        String change = invocation.change();
        LiveControl live = control.getObject();
        Map<Limit, OptionalLong> wanted = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            invocation.value(limit.key()).ifPresent(text -> wanted.put(limit, limit.parse(text)));
        }
        boolean reset = invocation.has(RESET);
        if (reset || !wanted.isEmpty()) {
            live.limit(change, reset, new Limits(wanted));
        }
        return Outcome.done(LimitTable.lines(live.limits(change)));
    }

    private static Option[] options() {
        return Stream.concat(
                        Arrays.stream(Limit.values()).map(LimitCommand::option),
                        Stream.of(
                                Option.flag(RESET, "take back what operators have set: the change file counts again")))
                .toArray(Option[]::new);
    }

    private static Option option(Limit limit) {
        return Option.valued(
                limit.key(),
                "VALUE",
                "%s; %s if nobody sets it".formatted(limit.meaning(), limit.text(limit.byDefault())),
                text -> {
                    limit.parse(text);
                    return text;
                },
                limit == Limit.WORKERS ? List.of() : List.of(Limit.NONE));
    }
}
