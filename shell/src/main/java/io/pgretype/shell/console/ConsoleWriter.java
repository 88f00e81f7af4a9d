package io.pgretype.shell.console;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Proposes commands as they are typed in the console: {@code expand x} for {@code ./pgretype expand x}. What only a shell or
 * psql can take stays as it is.
 */
final class ConsoleWriter extends PrintWriter {

    private static final Pattern COMMAND = Pattern.compile("\\./pgretype (?=[a-z])");

    /** In a pipe, to or from a file, on another server; or a hint inside what the guard prints for psql. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("\\./pgretype [^']* [|<>] |\\./pgretype [^']*--(url|changes) |^\\s*hint = '");

    private static final String END_OF_LINE = "\n";

    ConsoleWriter(PrintWriter terminal) {
        super(terminal);
    }

    @Override
    public void write(String text, int offset, int length) {
        String written = typedHere(text.substring(offset, offset + length));
        super.write(written, 0, written.length());
    }

    static String typedHere(String text) {
        return text.contains("./pgretype ")
                ? text.lines().map(ConsoleWriter::lineTypedHere).collect(Collectors.joining(END_OF_LINE))
                        + (text.endsWith(END_OF_LINE) ? END_OF_LINE : "")
                : text;
    }

    private static String lineTypedHere(String line) {
        return ELSEWHERE.matcher(line).find() ? line : COMMAND.matcher(line).replaceAll("");
    }
}
