package io.pgretype.routine;

import io.pgretype.routine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes SQL or plpgsql to pieces by PostgreSQL's rules; comments are left out. */
final class Tokenizer {

    /** Stands in a text for what {@code format()} puts there. */
    static final char HOLE = '\uFFFC';

    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+");
    private static final Pattern QUOTE = Pattern.compile("(?i)([ebxn]|u&)?['\"]");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line;

    private Tokenizer(String text, int line) {
        this.text = text;
        this.line = line;
    }

    /** @param line the number of the text's first line */
    static List<Token> tokens(String text, int line) {
        Tokenizer tokenizer = new Tokenizer(text, line);
        while (tokenizer.position < text.length()) {
            tokenizer.next();
        }
        return List.copyOf(tokenizer.tokens);
    }

    private void next() {
        if (Character.isWhitespace(text.charAt(position))) {
            advanceTo(position + 1);
        } else if (text.startsWith("--", position)) {
            int end = text.indexOf('\n', position);
            advanceTo(end < 0 ? text.length() : end);
        } else if (text.startsWith("/*", position)) {
            advanceTo(endOfComment());
        } else if (!quoted() && !plain(PARAMETER, Kind.PARAMETER) && !plain(NUMBER, Kind.NUMBER)) {
            if (!plain(WORD, Kind.WORD)) {
                symbol();
            }
        }
    }

    private boolean quoted() {
        Matcher dollar = at(DOLLAR_QUOTE);
        if (dollar.lookingAt()) {
            int end = text.indexOf(dollar.group(), dollar.end());
            int inner = end < 0 ? text.length() : end;
            add(
                    Kind.STRING,
                    text.substring(dollar.end(), inner),
                    end < 0 ? inner : end + dollar.group().length());
            return true;
        }
        Matcher quote = at(QUOTE);
        if (quote.lookingAt()) {
            quoted(quote.end() - 1, "e".equalsIgnoreCase(quote.group(1)));
            return true;
        }
        return false;
    }

    /** A quote that is doubled stands for one. */
    private void quoted(int start, boolean backslashes) {
        char quote = text.charAt(start);
        StringBuilder content = new StringBuilder();
        int index = start + 1;
        while (index < text.length()) {
            char c = text.charAt(index);
            boolean doubled = c == quote && text.startsWith(String.valueOf(quote), index + 1);
            boolean pair = doubled || (c == '\\' && backslashes);
            if (c == quote && !pair) {
                break;
            }
            index += pair ? 2 : 1;
            content.append(pair && index <= text.length() ? meant(c, text.charAt(index - 1)) : c);
        }
        add(quote == '"' ? Kind.QUOTED_NAME : Kind.STRING, content.toString(), Math.min(index + 1, text.length()));
    }

    private static char meant(char first, char second) {
        return first == '\\' && second == 'n' ? '\n' : second;
    }

    private boolean plain(Pattern pattern, Kind kind) {
        Matcher matcher = at(pattern);
        if (!matcher.lookingAt()) {
            return false;
        }
        add(kind, matcher.group().toLowerCase(Locale.ROOT), matcher.end());
        return true;
    }

    private void symbol() {
        int end = position + 1;
        if (text.charAt(position) == HOLE) {
            add(Kind.HOLE, "", end);
            return;
        }
        if (text.startsWith("::", position) || text.startsWith(":=", position) || text.startsWith("..", position)) {
            end++;
        } else if (isOperator(position)) {
            while (end < text.length() && isOperator(end)) {
                end++;
            }
        }
        add(Kind.SYMBOL, text.substring(position, end), end);
    }

    private boolean isOperator(int index) {
        return OPERATORS.indexOf(text.charAt(index)) >= 0
                && !text.startsWith("--", index)
                && !text.startsWith("/*", index);
    }

    /** Comments may stand in comments. */
    private int endOfComment() {
        int depth = 0;
        int index = position;
        do {
            if (text.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (text.startsWith("*/", index)) {
                depth--;
                index += 2;
            } else {
                index++;
            }
        } while (depth > 0 && index < text.length());
        return Math.min(index, text.length());
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }

    private void add(Kind kind, String content, int end) {
        tokens.add(new Token(kind, content, line));
        advanceTo(end);
    }

    private void advanceTo(int end) {
        line += (int)
                text.substring(position, end).chars().filter(c -> c == '\n').count();
        position = end;
    }
}
