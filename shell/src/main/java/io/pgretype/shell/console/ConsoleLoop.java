package io.pgretype.shell.console;

import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.line.CommandRun;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.springframework.shell.jline.JLineInputProvider;

/** Reads lines and runs them until the operator leaves. Spring Shell's own loop ends at the first Ctrl-C. */
public final class ConsoleLoop {

    private final JLineInputProvider input;
    private final CommandRun commandRun;
    private final Session session;
    private final CurrentRun currentRun;
    private final Screen screen;

    public ConsoleLoop(
            JLineInputProvider input, CommandRun commandRun, Session session, CurrentRun currentRun, Screen screen) {
        this.input = input;
        this.commandRun = commandRun;
        this.session = session;
        this.currentRun = currentRun;
        this.screen = screen;
    }

    /**
     * Runs what is typed, and says 0 at the end. What a pipe or a file holds was written in advance, each command for the
     * success of those before it: there the first that does not end with 0 is the last, and its exit status counts.
     */
    public int run(ConnectionSettings settings) {
        screen.notice("pgretype on %s. 'help' lists the commands, 'quit' leaves.".formatted(settings));
        LineReader reader = input.getLineReader();
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        // In force while a command runs; while a line is read JLine has a handler of its own.
        reader.getTerminal().handle(Terminal.Signal.INT, signal -> interrupt());
        boolean typed = StandardInput.isTerminal();
        while (!session.isOver()) {
            int status = run(nextLine(typed));
            if (status != 0 && !typed) {
                screen.notice("that command ended with exit status %d: nothing after it is run".formatted(status));
                return status;
            }
        }
        return 0;
    }

    /** Blank where there is nothing to run. */
    private String nextLine(boolean typed) {
        try {
            return input.readInput();
        } catch (UserInterruptException e) {
            // Ctrl-C drops the line that was being typed.
            return "";
        } catch (EndOfFileException e) {
            session.end();
            String unfinished = e.getPartialLine();
            return typed || unfinished == null ? "" : unfinished;
        }
    }

    private int run(String line) {
        return line.isBlank() ? 0 : commandRun.run(line);
    }

    private void interrupt() {
        if (currentRun.requestStop()) {
            screen.notice("stopping as soon as that is safe …");
        } else {
            screen.notice("this command cannot be interrupted; it ends by itself");
        }
    }
}
