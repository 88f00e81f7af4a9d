package io.pgretype.shell.command;

import java.util.Map;

/** Whether results may have colours: on a terminal, unless {@code NO_COLOR} is set (no-color.org). */
final class Colours {

    private Colours() {}

    static boolean wanted(Map<String, String> environment, boolean terminal) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
