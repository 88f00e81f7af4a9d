package io.pgretype.session;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings that decide how PostgreSQL reads and writes values as text, each with the value under which nothing is lost.
 *
 * <p>Some functions that PostgreSQL calls immutable depend on them all the same: the output of {@code double precision},
 * {@code interval}, {@code bytea} and {@code xml}, and {@code quote_ident}. Others decide how a literal or a comparison
 * with NULL in a function's body is understood.
 *
 * <p>{@code timezone_abbreviations} is not here: PostgreSQL reads a file each time it is set, 0.1 ms a call of the mirror.
 */
public final class ValueSettings {

    /** Those that decide the texts of keys. */
    private static final List<Setting> OF_KEYS = List.of(
            new Setting("datestyle", "ISO, MDY"),
            new Setting("intervalstyle", "postgres"),
            new Setting("timezone", "UTC"),
            new Setting("extra_float_digits", "1"),
            new Setting("bytea_output", "hex"));

    private static final List<Setting> OTHERS = List.of(
            new Setting("xmlbinary", "base64"),
            new Setting("xmloption", "content"),
            new Setting("array_nulls", "on"),
            new Setting("lc_monetary", "C"),
            new Setting("lc_numeric", "C"),
            new Setting("lc_time", "C"),
            new Setting("quote_all_identifiers", "off"),
            new Setting("standard_conforming_strings", "on"),
            new Setting("transform_null_equals", "off"));

    /** Of those of which no value is the right one, another. */
    private static final List<Setting> CONTRARY = List.of(
            new Setting("datestyle", "ISO, DMY"),
            new Setting("intervalstyle", "sql_standard"),
            new Setting("timezone", "Asia/Kathmandu"),
            new Setting("xmloption", "document"));

    static final List<Setting> ALL =
            Stream.concat(OF_KEYS.stream(), OTHERS.stream()).toList();

    private ValueSettings() {}

    /**
     * The clauses of CREATE FUNCTION that pin them, a line each, and the search_path: in a function's body no name may mean
     * what the caller's session makes of it. They cost about 5 µs a call.
     */
    public static String ofFunction() {
        return pinned(ALL);
    }

    /** The same for a function that makes texts of keys and nothing else. They cost about 2 µs a call. */
    public static String ofFunctionForKeys() {
        return pinned(OF_KEYS);
    }

    /** The same, but for those settings of which no value is the right one: each has another. */
    public static String contraryOfFunction() {
        Stream<Setting> others = ALL.stream().filter(setting -> CONTRARY.stream()
                .noneMatch(contrary -> contrary.name().equals(setting.name())));
        return pinned(Stream.concat(others, CONTRARY.stream()).toList());
    }

    private static String pinned(List<Setting> settings) {
        return "set search_path = pg_catalog, pg_temp\n"
                + settings.stream()
                        .map(setting -> "set %s = '%s'".formatted(setting.name(), setting.value()))
                        .collect(Collectors.joining("\n"));
    }
}
