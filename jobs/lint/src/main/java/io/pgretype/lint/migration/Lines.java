package io.pgretype.lint.migration;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A text by its lines, so that a part of it keeps the numbers of its lines. */
final class Lines {

    private final List<String> lines;

    Lines(String text) {
        lines = text.lines().toList();
    }

    int size() {
        return lines.size();
    }

    /** @param index from 0 */
    String get(int index) {
        return lines.get(index);
    }

    /** The text with the other lines empty, except for comments that are for the whole file. */
    String only(IntPredicate kept) {
        return IntStream.range(0, lines.size())
                .mapToObj(index -> kept.test(index) || isForTheFile(index) ? lines.get(index) : "")
                .collect(Collectors.joining("\n"));
    }

    private boolean isForTheFile(int index) {
        return comment(index).startsWith("squawk-ignore-file");
    }

    /** The same without the delimiters at the ends of lines. */
    String only(IntPredicate kept, String delimiter) {
        return new Lines(only(kept))
                .lines.stream().map(line -> without(line, delimiter)).collect(Collectors.joining("\n"));
    }

    private static String without(String line, String delimiter) {
        String stripped = line.stripTrailing();
        return stripped.endsWith(delimiter) ? stripped.substring(0, stripped.length() - delimiter.length()) : stripped;
    }

    boolean endsWith(int index, String delimiter) {
        return lines.get(index).stripTrailing().endsWith(delimiter);
    }

    /** What follows the two hyphens of a line that is a comment, or an empty string. */
    String comment(int index) {
        String line = lines.get(index).strip();
        if (index == 0 && line.startsWith("\uFEFF")) {
            line = line.substring(1).strip();
        }
        return line.startsWith("--") ? line.substring(2).strip() : "";
    }
}
