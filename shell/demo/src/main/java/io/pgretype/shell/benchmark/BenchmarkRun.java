package io.pgretype.shell.benchmark;

import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.demo.PhaseDriver;
import io.pgretype.shell.demo.ScriptRun;
import io.pgretype.shell.demo.Teardown;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import java.io.IOException;

/** Runs the benchmark; as often as wanted, one at a time. */
public final class BenchmarkRun {

    private final PhaseDriver.Opener opener;
    private final Screen screen;
    private final ScriptRun scriptRun;

    /**
     * The benchmark, with the real phases.
     *
     * @param currentRun is told how to end it early
     */
    public BenchmarkRun(PhaseDriver.Opener opener, Screen screen, CurrentRun currentRun) {
        this.opener = opener;
        this.screen = screen;
        this.scriptRun = new ScriptRun("benchmark", screen, currentRun);
    }

    /**
     * Measures and reports; what was measured before an error or an interruption is reported too.
     *
     * @throws io.pgretype.problem.ProblemException if a method refused its work
     */
    public ExitStatus run(BenchmarkOptions options) throws IOException {
        Teardown teardown = new Teardown();
        BenchmarkScript script = new BenchmarkScript(opener, screen, options, teardown);
        try {
            return scriptRun.play(script::play, teardown);
        } finally {
            script.report();
        }
    }
}
