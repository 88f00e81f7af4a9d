package io.pgretype.lint.report;

import java.util.List;
import java.util.stream.Collectors;

/** Texts of others as parts of a Markdown page. */
final class Markdown {

    private static final String SPECIAL = "\\`*_[]<>|~#";

    private Markdown() {}

    /** A fenced block whose fence is longer than any in it. */
    static String block(String language, List<String> lines) {
        String text = String.join("\n", lines);
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return "%s%s\n%s\n%s\n".formatted(fence, language, text, fence);
    }

    static String code(String text) {
        String ticks = "`";
        while (text.contains(ticks)) {
            ticks += "`";
        }
        String space = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return ticks + space + text + space + ticks;
    }

    /** Prose that stays prose, and calls nobody by an @. */
    static String prose(String text) {
        return text.codePoints()
                .mapToObj(character -> character == '&'
                        ? "&amp;"
                        : character == '@'
                                ? "@<!-- -->"
                                : SPECIAL.indexOf(character) >= 0
                                        ? "\\" + Character.toString(character)
                                        : Character.toString(character))
                .collect(Collectors.joining());
    }

    /** Paragraphs and blocks of SQL. */
    static String passages(String text) {
        return Passage.of(text).stream()
                .map(passage -> passage.isCode()
                        ? block("sql", passage.lines())
                        : prose(passage.lines().get(0)) + "\n")
                .collect(Collectors.joining("\n"));
    }
}
