package io.pgretype.lint.report;

/** The colours of a terminal, or none. */
record Paint(boolean inUse) {

    private static final String RESET = "\u001b[0m";

    String bold(String text) {
        return paint("\u001b[1m", text);
    }

    String red(String text) {
        return paint("\u001b[1;31m", text);
    }

    String green(String text) {
        return paint("\u001b[32m", text);
    }

    String dim(String text) {
        return paint("\u001b[2m", text);
    }

    private String paint(String begin, String text) {
        return inUse ? begin + text + RESET : text;
    }
}
