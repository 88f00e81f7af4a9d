package io.pgretype.shell.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;

/** Where a command gets the whole terminal from. */
public interface LiveScreens {

    /** Empty where input or output is no terminal, or one that cannot be drawn on. */
    Optional<LiveScreen> open(boolean coloured);

    /** The one that the console reads its lines from. */
    static LiveScreens of(Terminal terminal) {
        return coloured -> LiveScreen.canBeDrawnOn(terminal)
                ? Optional.of(LiveScreen.of(terminal, () -> {}, coloured))
                : Optional.empty();
    }

    /** The one of a single command, whose standard output it is. */
    static LiveScreens ofProcess() {
        return coloured -> {
            try {
                Terminal terminal = TerminalBuilder.builder()
                        .system(true)
                        .dumb(false)
                        .systemOutput(SystemOutput.SysOut)
                        .nativeSignals(false)
                        .encoding(StandardCharsets.UTF_8)
                        .build();
                Runnable close = () -> close(terminal);
                if (LiveScreen.canBeDrawnOn(terminal)) {
                    return Optional.of(LiveScreen.of(terminal, close, coloured));
                }
                close.run();
                return Optional.empty();
            } catch (IOException | IllegalStateException e) {
                // Where standard input is no terminal, for example.
                return Optional.empty();
            }
        };
    }

    private static void close(Terminal terminal) {
        try {
            terminal.close();
        } catch (IOException e) {
            // The process ends soon, and so does its hold on the terminal.
        }
    }
}
