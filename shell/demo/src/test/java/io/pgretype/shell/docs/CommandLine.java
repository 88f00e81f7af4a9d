package io.pgretype.shell.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call of pgretype as a document shows it.
 *
 * @param words the command and its arguments; none for the console
 */
record CommandLine(Document document, List<String> words) {

    /** Up to where the shell, a comment or a quotation ends the command. */
    private static final Pattern CALL = Pattern.compile("\\./pgretype(?![\\w/])((?:(?!\\s#)[^;|&<>()\"'\\[\\]])*)");

    /** These stand on any command's line and are taken off before its own are read. */
    private static final Set<String> ON_EVERY_LINE = Set.of("--url", "--changes");

    static Stream<CommandLine> of(Document document) {
        return document.code().stream().flatMap(code -> calls(code).map(words -> new CommandLine(document, words)));
    }

    /** The words of each call that stands in a line of code. */
    static Stream<List<String>> calls(String code) {
        List<List<String>> calls = new ArrayList<>();
        Matcher call = CALL.matcher(code);
        while (call.find()) {
            calls.add(Arrays.stream(call.group(1).strip().split("\\s+"))
                    .filter(word -> !word.isEmpty())
                    .toList());
        }
        return calls.stream();
    }

    /** The words without the options that every command takes. */
    List<String> ownWords() {
        List<String> own = new ArrayList<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!ON_EVERY_LINE.contains(word)) {
                own.add(word);
            } else if (rest.hasNext()) {
                rest.next();
            }
        }
        return own;
    }

    @Override
    public String toString() {
        return "%s: ./pgretype %s".formatted(document, String.join(" ", words));
    }
}
