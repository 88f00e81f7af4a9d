package io.pgretype.shell.session;

import io.pgretype.ledger.Phase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One process: a single command, or a console with a change that need not be named each time. */
public final class Session {

    private final boolean console;
    private @Nullable String change;
    private @Nullable Phase phase;
    private @Nullable String addressed;
    private boolean over;

    private Session(boolean console) {
        this.console = console;
    }

    public static Session oneShot() {
        return new Session(false);
    }

    public static Session console() {
        return new Session(true);
    }

    public boolean isConsole() {
        return console;
    }

    /** From now on commands without a change mean this one. */
    public void use(String name) {
        change = name;
        phase = null;
    }

    public Optional<String> change() {
        return Optional.ofNullable(change);
    }

    /** What the prompt last saw; the change may have moved on since. */
    public Optional<Phase> phase() {
        return Optional.ofNullable(phase);
    }

    public void phase(@Nullable Phase seen) {
        phase = seen;
    }

    /** The change that the command line now being run is about, null if it is about none. */
    public void address(@Nullable String name) {
        addressed = name;
    }

    public Optional<String> addressed() {
        return Optional.ofNullable(addressed);
    }

    public void end() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }
}
