package io.pgretype.shell.console;

import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;

/** What the console reads from. */
final class StandardInput {

    private StandardInput() {}

    /** Whether somebody types: JLine's own terminal is the dumb one too where only the output goes into a pipe. */
    static boolean isTerminal() {
        return TerminalBuilder.builder().getProviders(null, new IllegalStateException()).stream()
                .anyMatch(provider -> provider.isSystemStream(SystemStream.Input));
    }
}
