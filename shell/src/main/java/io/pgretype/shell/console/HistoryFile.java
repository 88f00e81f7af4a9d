package io.pgretype.shell.console;

import io.pgretype.shell.environment.Variables;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
    static Optional<Path> of(Optional<String> named, Variables variables) {
        if (named.isEmpty()) {
            return variables
                    .baseDirectory("XDG_STATE_HOME", ".local/state")
                    .map(directory -> directory.resolve("pgretype/history"));
        }
        try {
            return named.filter(path -> !path.equals(NONE)).map(Path::of);
        } catch (InvalidPathException e) {
            // A name in other characters than the locale's: no reason not to open the console.
            return Optional.empty();
        }
    }
}
