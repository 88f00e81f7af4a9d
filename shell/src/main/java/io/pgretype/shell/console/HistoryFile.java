package io.pgretype.shell.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** In which file the console keeps what was typed. */
final class HistoryFile {

    /** The setting's value for a console that keeps nothing. */
    static final String NONE = "none";

    private HistoryFile() {}

    /**
     * Empty where nothing is to be kept: the setting says so, or there is no home to keep it in.
     *
     * @param named what the setting says, a path or {@code none}
     */
    static Optional<Path> of(Optional<String> named, Map<String, String> environment) {
        try {
            return named.isPresent()
                    ? named.filter(path -> !path.equals(NONE)).map(Path::of)
                    : state(environment).map(state -> state.resolve("pgretype").resolve("history"));
        } catch (InvalidPathException e) {
            // A name in other characters than the locale's: no reason not to open the console.
            return Optional.empty();
        }
    }

    /** As the XDG base directory specification has it: a relative path there counts as unset. */
    private static Optional<Path> state(Map<String, String> environment) {
        return absolute(environment, "XDG_STATE_HOME").or(() -> absolute(environment, "HOME")
                .map(home -> home.resolve(".local").resolve("state")));
    }

    private static Optional<Path> absolute(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(Path::of).filter(Path::isAbsolute);
    }
}
