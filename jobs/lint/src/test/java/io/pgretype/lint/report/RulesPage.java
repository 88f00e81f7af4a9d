package io.pgretype.lint.report;

import io.pgretype.lint.rule.Rule;
import java.util.List;

/** {@code jobs/lint/rules.md}: every rule under the heading of its kind, all of it from the rules' own data. */
final class RulesPage {

    private static final String HEAD = """
            # The rules

            What `./pgretype lint` finds. This page is made from the rules themselves, in
            [resources](src/main/resources/io/pgretype/lint/rule/rules); a test fails when it is not. To allow what a rule finds in
            one statement, write a comment before it: `-- pgretype: allow RULE because REASON`.

            """;

    private RulesPage() {}

    static String of(List<Rule> rules) {
        var page = new StringBuilder(HEAD);
        for (Rule.Kind kind : Rule.Kind.values()) {
            List<Rule> ofKind =
                    rules.stream().filter(rule -> rule.kind() == kind).toList();
            page.append("**%s**\n\n| rule | |\n|---|---|\n".formatted(heading(kind)));
            ofKind.forEach(rule ->
                    page.append("| [%s](#%s) | %s |\n".formatted(rule.id(), rule.id(), Markdown.prose(rule.title()))));
            page.append('\n');
        }
        for (Rule.Kind kind : Rule.Kind.values()) {
            page.append("## %s\n\n".formatted(heading(kind)));
            rules.stream().filter(rule -> rule.kind() == kind).forEach(rule -> section(page, rule));
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder page, Rule rule) {
        page.append("### %s\n\n**%s.** ".formatted(rule.id(), Markdown.prose(rule.title())))
                .append(RuleText.body(rule))
                .append('\n');
    }

    private static String heading(Rule.Kind kind) {
        return switch (kind) {
            case LOCK -> "Others wait for a lock";
            case REWRITE -> "The table is written again";
            case SCAN -> "The table is read through while others wait";
            case COMPATIBILITY -> "The release that still runs breaks";
            case MIGRATION -> "The migration itself";
        };
    }
}
