package io.pgretype.shell.watch;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Lines of the screen. What sessions and files are called may hold anything: what would move the cursor is left out. */
final class Line {

    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    static final AttributedStyle HEADING = PLAIN.bold();
    static final AttributedStyle GOOD = PLAIN.foreground(AttributedStyle.GREEN);
    static final AttributedStyle ATTENTION = PLAIN.foreground(AttributedStyle.YELLOW);
    static final AttributedStyle TROUBLE = PLAIN.foreground(AttributedStyle.RED);

    private static final String GAP = "  ";

    private Line() {}

    static AttributedString of(String text) {
        return of(text, PLAIN);
    }

    static AttributedString of(String text, AttributedStyle style) {
        return new AttributedString(text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "), style);
    }

    /** As many of the parts as there is room for, from the first on. */
    static String joined(List<String> parts, int columns) {
        var line = new StringBuilder();
        for (String part : parts) {
            String gap = line.isEmpty() ? "" : GAP;
            if (!line.isEmpty() && line.length() + gap.length() + part.length() > columns) {
                break;
            }
            line.append(gap).append(part);
        }
        return line.toString();
    }

    /** The line where it fits; else its beginning, with a sign that it goes on. Some characters are two columns wide. */
    static AttributedString cut(AttributedString line, int columns, String sign) {
        return line.columnLength() <= columns
                ? line
                : new AttributedStringBuilder()
                        .append(line.columnSubSequence(0, Math.max(0, columns - sign.length())))
                        .append(sign)
                        .toAttributedString();
    }
}
