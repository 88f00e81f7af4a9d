package io.pgretype.lint.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code lint --format} takes. */
public enum Format {
    TEXT,
    GITHUB,
    SARIF,
    JUNIT,
    GITLAB,
    JSON,
    MARKDOWN;

    /** @throws IllegalArgumentException if there is none of that name */
    public static Format of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is none of %s".formatted(name, String.join(", ", names()))));
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Format::key).toList();
    }

    /** As it is written on the command line. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The verdict in this format.
     *
     * @param colours of a terminal; only text has any
     */
    public String render(Verdict verdict, boolean colours) {
        Rendering rendering =
                switch (this) {
                    case TEXT -> new TextReport(new Paint(colours));
                    case GITHUB -> new GithubAnnotations();
                    case SARIF -> new SarifLog();
                    case JUNIT -> new JunitXml();
                    case GITLAB -> new GitlabQuality();
                    case JSON -> new JsonReport();
                    case MARKDOWN -> new MarkdownComment();
                };
        return rendering.text(verdict);
    }
}
