package io.pgretype.shell.demo;

import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;

/** Runs the demo; as often as wanted, one at a time. */
public final class DemoRun {

    private final PhaseDriver.Opener opener;
    private final Screen screen;
    private final ScriptRun scriptRun;

    /**
     * The demo, with the real phases.
     *
     * @param currentRun is told how to end it early
     */
    public DemoRun(PhaseDriver.Opener opener, Screen screen, CurrentRun currentRun) {
        this.opener = opener;
        this.screen = screen;
        this.scriptRun = new ScriptRun("demo", screen, currentRun);
    }

    /** The exit status: 0 only if every phase succeeded, no statement failed and no row mismatched. */
    public int run(DemoOptions options) {
        Teardown teardown = new Teardown();
        DemoScript script = new DemoScript(opener, new DemoLines(screen), options, teardown);
        return scriptRun.play(script::play, teardown).number();
    }
}
