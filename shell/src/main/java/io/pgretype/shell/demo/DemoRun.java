package io.pgretype.shell.demo;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;

/** Runs the demo; as often as wanted, one at a time. */
public final class DemoRun {

    private final PhaseDriver.Opener opener;
    private final Screen screen;
    private final CurrentRun currentRun;

    /**
     * The demo with the real phases behind it.
     *
     * @param currentRun is told how to end it early
     */
    public DemoRun(PhaseDriver.Opener opener, Screen screen, CurrentRun currentRun) {
        this.opener = opener;
        this.screen = screen;
        this.currentRun = currentRun;
    }

    /** The exit status: 0 only if every phase succeeded, no statement failed and no row mismatched. */
    public int run(DemoOptions options) {
        Teardown teardown = new Teardown();
        Thread hook = new Thread(teardown::close, "demo-teardown");
        Runtime.getRuntime().addShutdownHook(hook);
        currentRun.stopWith(teardown::close);
        try {
            return play(options, teardown).number();
        } finally {
            teardown.close();
            forget(hook);
        }
    }

    private ExitStatus play(DemoOptions options, Teardown teardown) {
        try {
            return new DemoScript(opener, new DemoLines(screen), options, teardown).play();
        } catch (CancellationException e) {
            return interrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted();
        } catch (RuntimeException e) {
            if (teardown.isOver()) {
                return interrupted();
            }
            throw e;
        } catch (IOException | SQLException e) {
            // Whoever ended the demo early closed the server under it.
            if (teardown.isOver()) {
                return interrupted();
            }
            screen.notice(stopped(e).text());
            return ExitStatus.FAILED;
        }
    }

    private ExitStatus interrupted() {
        screen.notice("The demo was interrupted; its server and data are removed.");
        return ExitStatus.UNFINISHED;
    }

    private static Problem stopped(Exception cause) {
        return new Problem(
                ProblemCode.DATABASE_ERROR,
                "The demo stopped.",
                String.valueOf(cause.getMessage()),
                "Its server and data are removed; nothing else was touched.",
                "Mend what the message says and run the demo again.");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down: the hook runs already, and finds everything closed.
        }
    }
}
