package io.pgretype.lint.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A paragraph of prose, or lines of code.
 *
 * @param lines of prose there is one
 */
record Passage(boolean isCode, List<String> lines) {

    Passage {
        lines = List.copyOf(lines);
    }

    /** The lines of a text that are prose, and those that are code; those of a paragraph belong together. */
    static List<Passage> of(String text) {
        List<Passage> passages = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        boolean code = false;
        List<String> all = Plain.lines(text.strip());
        for (String line : all) {
            boolean blank = line.isBlank();
            boolean isCode = blank ? code : isCode(line, all.size() == 1);
            if (!lines.isEmpty() && (blank ? !code : isCode != code)) {
                passages.add(passage(code, lines));
                lines.clear();
            }
            if (!blank || !lines.isEmpty()) {
                lines.add(line);
                code = isCode;
            }
        }
        if (!lines.isEmpty()) {
            passages.add(passage(code, lines));
        }
        return passages;
    }

    /** A sentence begins with a capital; a statement does not, or has nothing but capitals in its first word. */
    private static boolean isCode(String line, boolean alone) {
        if (line.startsWith("  ") || line.startsWith("--") || line.endsWith(";") || line.matches(".*; +-- .*")) {
            return true;
        }
        boolean sentence =
                Character.isUpperCase(line.charAt(0)) && (line.length() == 1 || !Character.isUpperCase(line.charAt(1)));
        return !alone && !sentence;
    }

    private static Passage passage(boolean code, List<String> lines) {
        String text = String.join("\n", lines);
        return code
                ? new Passage(true, text.stripTrailing().stripIndent().lines().toList())
                : new Passage(false, List.of(text.strip().replaceAll("\\s+", " ")));
    }

    /** Its prose in lines that are no longer than that, as far as its words allow. */
    List<String> wrapped(int width) {
        if (isCode) {
            return lines;
        }
        List<String> wrapped = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : lines.get(0).split(" ", -1)) {
            if (!line.isEmpty() && width(line) + 1 + width(word) > width) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        wrapped.add(line.toString());
        return wrapped;
    }

    private static int width(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
