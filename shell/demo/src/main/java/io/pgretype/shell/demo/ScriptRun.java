package io.pgretype.shell.demo;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;

/** Plays a script that starts servers of its own: however it ends, they are removed. */
public final class ScriptRun {

    private final String what;
    private final Screen screen;
    private final CurrentRun currentRun;

    /**
     * For one kind of script.
     *
     * @param what it is called: {@code demo}
     * @param currentRun is told how to end it early
     */
    public ScriptRun(String what, Screen screen, CurrentRun currentRun) {
        this.what = what;
        this.screen = screen;
        this.currentRun = currentRun;
    }

    /** What is played. */
    @FunctionalInterface
    public interface Script {
        /** @throws CancellationException if the teardown was closed meanwhile */
        ExitStatus play() throws IOException, SQLException, InterruptedException;
    }

    /**
     * Plays it; what stops it is said.
     *
     * @param teardown the script's own, closed in the end, and by whoever ends it early
     */
    public ExitStatus play(Script script, Teardown teardown) {
        Thread hook = new Thread(teardown::close, what + "-teardown");
        Runtime.getRuntime().addShutdownHook(hook);
        currentRun.stopWith(teardown::close);
        try {
            return played(script, teardown);
        } finally {
            teardown.close();
            forget(hook);
        }
    }

    private ExitStatus played(Script script, Teardown teardown) {
        try {
            return script.play();
        } catch (CancellationException e) {
            return interrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted();
        } catch (RuntimeException e) {
            // Whoever ended it early closed the server under it.
            if (teardown.isOver()) {
                return interrupted();
            }
            throw e;
        } catch (IOException | SQLException e) {
            if (teardown.isOver()) {
                return interrupted();
            }
            screen.notice(stopped(e).text());
            return ExitStatus.FAILED;
        }
    }

    private ExitStatus interrupted() {
        screen.notice("The %s was interrupted; its server and data are removed.".formatted(what));
        return ExitStatus.UNFINISHED;
    }

    private Problem stopped(Exception cause) {
        return new Problem(
                ProblemCode.DATABASE_ERROR,
                "The %s stopped.".formatted(what),
                String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; "),
                "Its server and data are removed; nothing else was touched.",
                "Mend what the message says and run the %s again; with fewer --rows it needs less disk."
                        .formatted(what));
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down: the hook runs already, and finds everything closed.
        }
    }
}
