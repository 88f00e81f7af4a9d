package io.pgretype.shell.demo;

/** The value of {@code --rows}. */
public final class RowCount {

    private RowCount() {}

    /**
     * Its digits; underscores and commas may divide them.
     *
     * @throws IllegalArgumentException if it is no number, 0 or too large
     */
    public static String digits(String text) {
        String digits = text.replace("_", "").replace(",", "");
        if (!digits.matches("\\d{1,12}") || Long.parseLong(digits) == 0) {
            throw new IllegalArgumentException("'%s' is no number of rows from 1 to 999,999,999,999".formatted(text));
        }
        return digits;
    }
}
