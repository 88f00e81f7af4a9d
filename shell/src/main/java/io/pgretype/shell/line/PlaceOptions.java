package io.pgretype.shell.line;

import java.util.List;
import java.util.Optional;

/** The options that say where a process works. They are taken off its line before a command is read, and count to its end. */
public final class PlaceOptions {

    public static final String URL = "--url";
    public static final String CHANGES = "--changes";

    private PlaceOptions() {}

    /** The option that stands on a console's line, where it comes too late. */
    static Optional<BadLine> tooLate(List<String> words) {
        return words.stream()
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(word -> word.equals(URL) || word.equals(CHANGES))
                .findFirst()
                .map(option -> new BadLine(
                        "'%s' belongs on the line that opens the console, and counts until it ends".formatted(option),
                        "Type 'quit', then './pgretype %s'.".formatted(withValue(option))));
    }

    static String withValue(String option) {
        return option.equals(URL) ? URL + " jdbc:postgresql://HOST:PORT/DATABASE" : CHANGES + " DIR";
    }
}
