package io.pgretype.shell.benchmark;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.shell.demo.PhaseDriver;
import io.pgretype.shell.demo.Teardown;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;

/** Runs the benchmark; as often as wanted, one at a time. */
public final class BenchmarkRun {

    private final PhaseDriver.Opener opener;
    private final Screen screen;
    private final CurrentRun currentRun;

    /**
     * The benchmark with the real phases behind it.
     *
     * @param currentRun is told how to end it early
     */
    public BenchmarkRun(PhaseDriver.Opener opener, Screen screen, CurrentRun currentRun) {
        this.opener = opener;
        this.screen = screen;
        this.currentRun = currentRun;
    }

    /**
     * Measures and reports; what was measured before an error or an interruption is reported too.
     *
     * @throws io.pgretype.problem.ProblemException if a method refused its work
     */
    public ExitStatus run(BenchmarkOptions options) throws IOException {
        Teardown teardown = new Teardown();
        Thread hook = new Thread(teardown::close, "benchmark-teardown");
        Runtime.getRuntime().addShutdownHook(hook);
        currentRun.stopWith(teardown::close);
        BenchmarkScript script = new BenchmarkScript(opener, screen, options, teardown);
        try {
            return play(script, teardown);
        } finally {
            teardown.close();
            forget(hook);
            script.report();
        }
    }

    private ExitStatus play(BenchmarkScript script, Teardown teardown) {
        try {
            script.play();
            return ExitStatus.DONE;
        } catch (CancellationException e) {
            return interrupted();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted();
        } catch (RuntimeException e) {
            // Whoever ended the benchmark early closed the server under it.
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
        screen.notice("The benchmark was interrupted; its server and data are removed.");
        return ExitStatus.UNFINISHED;
    }

    private static Problem stopped(Exception cause) {
        return new Problem(
                ProblemCode.DATABASE_ERROR,
                "The benchmark stopped.",
                String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; "),
                "Its server and data are removed; nothing else was touched.",
                "Mend what the message says and run the benchmark again; with fewer --rows it needs less disk.");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down: the hook runs already, and finds everything closed.
        }
    }
}
