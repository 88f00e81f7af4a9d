package io.pgretype.shell.session;

import java.util.List;

/** Text beside a label, in lines that fit the narrowest terminal; each begins below the first. */
public final class HangingIndent {

    public static final int COLUMNS = 80;

    private HangingIndent() {}

    /** Text that may be broken at every space. */
    public static String of(String label, int indent, String text) {
        return of(label, indent, List.of(text.split(" ")));
    }

    /**
     * The lines.
     *
     * @param indent where the text begins, at the label's end or to the right of it
     * @param words kept whole, also those that have spaces and those that are too long for a line
     */
    public static String of(String label, int indent, List<String> words) {
        var lines = new StringBuilder(label).append(" ".repeat(indent - label.length()));
        int column = indent;
        for (String word : words) {
            if (column > indent && column + 1 + word.length() > COLUMNS) {
                lines.append(System.lineSeparator()).append(" ".repeat(indent));
                column = indent;
            } else if (column > indent) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString().stripTrailing();
    }
}
