package io.pgretype.lint.report;

import io.pgretype.lint.rule.Rule;

/** What there is to say of a rule, for whoever asks what it is about. */
public final class RuleText {

    private RuleText() {}

    /** In Markdown, without a heading. */
    public static String body(Rule rule) {
        var text = new StringBuilder();
        text.append(Markdown.passages(rule.condition()));
        text.append('\n').append(Markdown.passages(rule.consequence()));
        text.append('\n').append(Markdown.passages(rule.wayOut()));
        example(text, "Where this is there before", rule.setup());
        example(text, "And the running release sends", rule.running());
        example(text, "It is found in", rule.bad());
        example(text, "It is not found in", rule.good());
        return text.toString();
    }

    private static void example(StringBuilder text, String label, String sql) {
        if (!sql.isBlank()) {
            text.append("\n%s:\n\n".formatted(label)).append(Markdown.block("sql", Plain.lines(sql.strip())));
        }
    }
}
