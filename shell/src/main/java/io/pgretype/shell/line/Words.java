package io.pgretype.shell.line;

import java.util.ArrayList;
import java.util.List;

/** Splits a line at its spaces; what is in single or double quotes is kept whole. */
final class Words {

    private static final char NO_QUOTE = 0;

    private Words() {}

    /**
     * The words of the line.
     *
     * @throws IllegalArgumentException if a quote is not closed
     */
    static List<String> of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = NO_QUOTE;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != NO_QUOTE) {
                if (c == quote) {
                    quote = NO_QUOTE;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                inWord = true;
            } else if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
        if (quote != NO_QUOTE) {
            throw new IllegalArgumentException("a %c is not closed".formatted(quote));
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
