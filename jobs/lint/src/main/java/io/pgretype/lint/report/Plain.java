package io.pgretype.lint.report;

import java.nio.file.Path;
import java.util.List;

/** Texts of others made fit to be shown. */
final class Plain {

    private Plain() {}

    /** Lines without characters that do something: to a terminal, to the direction of writing, to an XML parser. */
    static List<String> lines(String text) {
        return text.lines().map(Plain::line).toList();
    }

    /** The same for a text of several lines, of which one is made. */
    static String line(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\t') {
                plain.append("    ");
            } else if (isHarmless(character)) {
                plain.appendCodePoint(character);
            } else {
                plain.append(Character.isWhitespace(character) ? " " : "\\u{%x}".formatted(character));
            }
        });
        return plain.toString();
    }

    /** With slashes on every system. */
    static String path(Path file) {
        return line(file.normalize().toString().replace('\\', '/'));
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR -> false;
            case Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
