package io.pgretype.phases;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of {@code key-situations}: SQL that makes the tables, and after lines {@code ---- change}, {@code ---- write},
 * {@code ---- beyond} or {@code ---- refused} the change file, what the application writes again and again, what only the new
 * types take, and the codes of the problems for which the change is refused.
 *
 * <p>{@code <integer|bigint>} is a type before and after the change. {@code {n}} is a number of four digits, at least 1000, another
 * one each time, divisible by ten. A statement ends with a semicolon; its further lines, and those of a transaction, are indented. One that
 * must fail begins with {@code fails:}.
 */
record KeySituation(String name, Map<String, String> sections) {

    private static final Pattern SECTION = Pattern.compile("(?m)^---- (\\w+)\n");
    private static final Pattern SINCE = Pattern.compile("^-- since PostgreSQL (\\d+)\n");
    private static final Pattern TYPE = Pattern.compile("<([^|<>]+)\\|([^|<>]+)>");
    private static final Pattern END = Pattern.compile(";\n(?! |end \\$\\$)");

    static Stream<KeySituation> all() throws IOException, URISyntaxException {
        URL directory = Objects.requireNonNull(KeySituation.class.getResource("/key-situations"));
        List<KeySituation> situations;
        try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
            situations = files.sorted().map(KeySituation::read).toList();
        }
        return situations.stream();
    }

    private static KeySituation read(Path file) {
        try {
            String text = Files.readString(file);
            var headings = SECTION.matcher(text);
            Map<String, String> sections = new HashMap<>();
            String section = "create";
            int start = 0;
            while (headings.find()) {
                sections.put(section, text.substring(start, headings.start()));
                section = headings.group(1);
                start = headings.end();
            }
            sections.put(section, text.substring(start));
            return new KeySituation(file.getFileName().toString().replace(".sql", ""), sections);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first major version that knows it. */
    int since() {
        var since = SINCE.matcher(section("create"));
        return since.find() ? Integer.parseInt(since.group(1)) : 0;
    }

    String[] create() {
        return statements(TYPE.matcher(section("create")).replaceAll("$1"));
    }

    /** As it is to be in the end. */
    String[] createWithNewTypes() {
        return statements(TYPE.matcher(section("create")).replaceAll("$2"));
    }

    String change() {
        return section("change") + "soak: 0s\n";
    }

    String[] writes(int number) {
        return statements(section("write").replace("{n}", String.valueOf(number)));
    }

    String[] writesBeyond() {
        return statements(section("beyond"));
    }

    /** The problems' codes; none if it is taken. */
    List<String> refused() {
        return section("refused").lines().toList();
    }

    private String section(String section) {
        return sections.getOrDefault(section, "");
    }

    private static String[] statements(String text) {
        return Arrays.stream(END.split(text + "\n"))
                .filter(statement -> !statement.isBlank())
                .toArray(String[]::new);
    }

    @Override
    public String toString() {
        return name;
    }
}
