package io.pgretype.lint.script;

/** A text and the place in it that was read to. */
final class Input {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String END_OF_DATA = "\\.";

    private final String text;
    private final boolean ofFile;
    private int at;
    private int line;

    /** Lines of data, which are not read as SQL: from here to there. */
    private int dataStart = -1;

    private int dataEnd = -1;

    Input(String text) {
        this(text, 1, true);
        if (text.startsWith(BYTE_ORDER_MARK)) {
            at = BYTE_ORDER_MARK.length();
        }
    }

    private Input(String text, int line, boolean ofFile) {
        this.text = text;
        this.line = line;
        this.ofFile = ofFile;
    }

    static Input ofVariable(String value, int line) {
        return new Input(value, line, false);
    }

    String text() {
        return text;
    }

    int at() {
        return at;
    }

    int line() {
        return line;
    }

    boolean atEnd() {
        if (at == dataStart) {
            dataStart = -1;
            advanceTo(dataEnd);
        }
        return at >= text.length();
    }

    char current() {
        return text.charAt(at);
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    String take(int end) {
        String taken = text.substring(at, end);
        advanceTo(end);
        return taken;
    }

    void advanceTo(int end) {
        if (ofFile) {
            for (int i = at; i < end; i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                }
            }
        }
        at = end;
    }

    /** The lines of data after this one, up to that which ends them; what is left of this line is still SQL. */
    String skipData() {
        if (!ofFile) {
            return "";
        }
        int start = dataStart >= 0 ? dataEnd : nextLine(at);
        int next = start;
        while (next < text.length()) {
            int end = Quoted.line(text, next);
            int after = nextLine(next);
            if (text.substring(next, end).equals(END_OF_DATA)) {
                skip(start, after);
                return text.substring(start, next);
            }
            next = after;
        }
        skip(start, text.length());
        return text.substring(start);
    }

    private void skip(int start, int end) {
        if (dataStart < 0) {
            dataStart = start;
        }
        dataEnd = end;
    }

    private int nextLine(int from) {
        int newLine = text.indexOf('\n', from);
        return newLine < 0 ? text.length() : newLine + 1;
    }
}
