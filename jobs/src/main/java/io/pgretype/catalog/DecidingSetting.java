package io.pgretype.catalog;

import java.util.regex.Pattern;

/** The setting that most likely decides what a conversion gives, by the types and functions in it. */
enum DecidingSetting {
    TIME_ZONE("TimeZone", "timestamp\\(?\\d?\\)? with time zone|timestamptz|time with time zone|timetz|\\bnow\\("),
    INTERVAL_STYLE("IntervalStyle", "\\binterval\\b"),
    DATE_STYLE("DateStyle", "\\bdate\\b|\\btimestamp\\b"),
    LC_MONETARY("lc_monetary", "\\bmoney\\b"),
    LC_NUMERIC("lc_numeric and lc_time", "\\bto_(char|number)\\("),
    TEXT_SEARCH("default_text_search_config", "\\bto_ts\\w+\\(|\\btsvector\\b|\\btsquery\\b"),
    XML_OPTION("xmloption", "\\bxml\\b"),
    SEARCH_PATH("search_path", "\\breg(class|proc|procedure|type|namespace|role|oper|operator|config|dictionary)\\b"),
    /** PostgreSQL does not say what it is. */
    UNKNOWN("a setting, or what a table holds", "");

    private final String text;
    private final Pattern traces;

    DecidingSetting(String text, String traces) {
        this.text = text;
        this.traces = Pattern.compile(traces, Pattern.CASE_INSENSITIVE);
    }

    /** @param conversion both types and the expression, as they are spelled */
    static DecidingSetting of(String conversion) {
        for (DecidingSetting setting : values()) {
            if (setting.traces.matcher(conversion).find()) {
                return setting;
            }
        }
        return UNKNOWN;
    }

    /** Its name in messages. */
    String text() {
        return text;
    }

    /** @param column as SQL spells it */
    String wayOut(String column) {
        return this == TIME_ZONE
                ? "Name the time zone in the expression, for example \"%s at time zone 'UTC'\".".formatted(column)
                : "Write the conversion as a function that fixes it, and name the function in 'convert:' or 'convert-back:':"
                        + " create function … language sql immutable %sas ….".formatted(clause());
    }

    private String clause() {
        return switch (this) {
            case DATE_STYLE -> "set datestyle = 'ISO, MDY' ";
            case INTERVAL_STYLE -> "set intervalstyle = 'postgres' ";
            case LC_MONETARY -> "set lc_monetary = 'C' ";
            case LC_NUMERIC -> "set lc_numeric = 'C' ";
            case TEXT_SEARCH -> "set default_text_search_config = 'pg_catalog.english' ";
            case XML_OPTION -> "set xmloption = 'content' ";
            case SEARCH_PATH -> "set search_path = pg_catalog, pg_temp ";
            case TIME_ZONE, UNKNOWN -> "";
        };
    }
}
