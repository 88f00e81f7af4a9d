package io.pgretype.phases;

import io.pgretype.ledger.PhaseCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Types of the columns in {@code every-dependent.sql}, and what its braces mean with them. A line that begins with {@code @} is for
 * some types ({@code @number}, {@code @-enum}) or for servers from that version on.
 */
enum Retyping {
    INTEGER_TO_BIGINT("number", "integer", "bigint", "(%s + 0)"),
    SMALLINT_TO_INTEGER("number", "smallint", "integer", "(%s + 0)::smallint"),
    VARCHAR_TO_TEXT("text", "varchar(40) collate \"C\"", "text collate \"POSIX\"", "'v' || %s"),
    ENUM_TO_TEXT("enum", "state", "text", "('v' || %s)::{type}"),
    CHAR_TO_UUID("char", "char(32)", "uuid", "md5(%s::text)::{type}");

    private static final Pattern BRACES = Pattern.compile("\\{(\\w+)(?: ([\\w.]+))?}");
    private static final Pattern END = Pattern.compile(";\n(?! |end \\$\\$)");
    private static final Pattern TAGS = Pattern.compile("(?m)^@(\\S+) (.*\n)");

    private final String family;
    private final String from;
    private final String to;
    private final String value;

    Retyping(String family, String from, String to, String value) {
        this.family = family;
        this.from = from;
        this.to = to;
        this.value = value;
    }

    String change() {
        String type = "type: '%s'".formatted(to)
                + (this == CHAR_TO_UUID ? ", convert-back: \"replace({column}_new::text, '-', '')\"" : "");
        String moves = """
                tables:
                  item: {size: {%1$s}}
                  gauge: {size: {%1$s}}
                """ + (family.equals("number") ? "  counter: {id: {%1$s}, part: {%1$s}}\n" : "");
        return moves.formatted(type.replace("{column}", "size")) + "triggers: fire\nsoak: 0s\n";
    }

    /** All of them take their time: each phase before cutover is the last one for some. */
    List<PhaseCommand> abandonedAfter() {
        return switch (this) {
            case INTEGER_TO_BIGINT -> List.of(PhaseCommand.EXPAND, PhaseCommand.VERIFY);
            case SMALLINT_TO_INTEGER -> List.of(PhaseCommand.BACKFILL);
            case VARCHAR_TO_TEXT, CHAR_TO_UUID -> List.of(PhaseCommand.HARDEN);
            case ENUM_TO_TEXT -> List.of(PhaseCommand.VERIFY);
        };
    }

    String[] statements(int major) {
        return statements(major, from);
    }

    /** As it is to be in the end. */
    String[] statementsWithNewTypes(int major) {
        return statements(major, to);
    }

    /** What the types bring with them, as they do where a column is altered in place: constants keep the type that they had. */
    String withOldConstants(String dump) {
        return this == VARCHAR_TO_TEXT
                ? dump.replace(
                                "ARRAY['a'::text, 'b'::text]",
                                "ARRAY[('a'::character varying)::text, ('b'::character varying)::text]")
                        .replaceAll(
                                "(?m)^(    size text DEFAULT 'v7'::|column public.item.size: default 'v7'::)text",
                                "$1character varying")
                : dump;
    }

    private String[] statements(int major, String type) {
        String script = TAGS.matcher(script())
                .replaceAll(line -> holds(line.group(1), major) ? Matcher.quoteReplacement(line.group(2)) : "");
        String filled = BRACES.matcher(script).replaceAll(braces -> Matcher.quoteReplacement(meaning(braces, type)));
        return Arrays.stream(END.split(filled))
                .filter(statement -> !statement.isBlank())
                .toArray(String[]::new);
    }

    private boolean holds(String tags, int major) {
        return Stream.of(tags.split(","))
                .allMatch(tag -> tag.matches("\\d+")
                        ? major >= Integer.parseInt(tag)
                        : tag.startsWith("-") != tag.endsWith(family));
    }

    private String meaning(MatchResult braces, String type) {
        String of = braces.group(2);
        return switch (braces.group(1)) {
            case "type" -> type;
            case "serial" -> type.equals("smallint") ? "smallserial" : type.equals("integer") ? "serial" : "bigserial";
            case "labels" ->
                IntStream.rangeClosed(1, 60).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(", "));
            case "value" -> value.formatted(of).replace("{type}", type);
            case "first" ->
                family.equals("number") ? "7" : family.equals("char") ? "'" + "7a".repeat(16) + "'" : "'v7'";
            case "some" -> "(select i.size from item as i order by i.id limit 1)";
            case "shown" -> of + "::text";
            case "test" ->
                switch (family) {
                    case "number" -> of + " < 30000";
                    case "enum" -> of + " is not null";
                    case "text" -> of + " <> 'zzz'";
                    default -> of + "::text <> 'zzz'";
                };
            case "expr" ->
                switch (family) {
                    case "number" -> of + " / 2";
                    case "enum" -> "(" + of + " is null)";
                    case "text" -> "lower(" + of + ")";
                    default -> "upper(" + of + "::text)";
                };
            default -> throw new IllegalArgumentException(braces.group());
        };
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(Retyping.class.getResourceAsStream("/every-dependent.sql"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
