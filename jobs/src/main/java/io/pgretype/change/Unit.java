package io.pgretype.change;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a limit is measured in, and how people write it. */
public enum Unit {
    /** A plain number: {@code 4}. */
    COUNT("a number such as 4") {
        @Override
        long read(String text) {
            return number(text);
        }

        @Override
        public String text(long value) {
            return Long.toString(value);
        }
    },

    /** {@code 20000}, read as rows a second. */
    ROWS_PER_SECOND("a number of rows a second such as 20000") {
        @Override
        long read(String text) {
            return number(text);
        }

        @Override
        public String text(long value) {
            return value + " rows/s";
        }
    },

    /** {@code 150%}. */
    PERCENT("a share such as 150%") {
        @Override
        long read(String text) {
            if (!text.endsWith("%")) {
                throw new NumberFormatException();
            }
            return number(text.substring(0, text.length() - 1));
        }

        @Override
        public String text(long value) {
            return value + "%";
        }
    },

    /** {@code 512MB}, {@code 10GB}: powers of 1024, as PostgreSQL's own settings; kept as bytes. */
    BYTES("a size such as 512MB, 10GB") {
        @Override
        long read(String text) {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                throw new NumberFormatException();
            }
            return Math.multiplyExact(number(size.group(1)), FACTORS.getOrDefault(size.group(2), 1L));
        }

        @Override
        public String text(long value) {
            for (String unit : new String[] {"TB", "GB", "MB", "kB"}) {
                long factor = FACTORS.getOrDefault(unit, 1L);
                if (value >= 10 * factor || (value >= factor && value % factor == 0)) {
                    return value / factor + unit;
                }
            }
            return value + "B";
        }
    },

    /** As {@link Durations}; kept as milliseconds. */
    DURATION("a duration such as 100ms, 30s, 5m, 1h30m, up to 3650d") {
        @Override
        long read(String text) {
            return Durations.parse(text).toMillis();
        }

        @Override
        public String text(long value) {
            return Durations.text(Duration.ofMillis(value));
        }
    };

    private static final Pattern SIZE = Pattern.compile("(\\d+)(B|kB|MB|GB|TB)");
    private static final Map<String, Long> FACTORS =
            Map.of("B", 1L, "kB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);

    private static final int MOST_DIGITS = 15;

    private final String form;

    Unit(String form) {
        this.form = form;
    }

    /** @throws IllegalArgumentException without a message of use */
    abstract long read(String text);

    /** As people write it. */
    public abstract String text(long value);

    /** @throws IllegalArgumentException with the form to write */
    public long parse(String text) {
        try {
            return read(text);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'%s' is too large".formatted(text), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is not %s".formatted(text, form), e);
        }
    }

    private static long number(String text) {
        if (!text.matches("\\d+")) {
            throw new NumberFormatException();
        }
        if (text.length() > MOST_DIGITS) {
            throw new ArithmeticException();
        }
        return Long.parseLong(text);
    }
}
