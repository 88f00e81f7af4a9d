package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** A comment on a pull request. Its first line is the same in each, so that a workflow finds the one to replace. */
record MarkdownComment() implements Rendering {

    private static final String MARK = "<!-- pgretype lint -->\n";

    /** GitHub refuses comments of more than 65,536 characters. */
    private static final int MOST_CHARACTERS = 60_000;

    @Override
    public String text(Verdict verdict) {
        var comment = new StringBuilder(MARK);
        comment.append("### pgretype lint\n\n")
                .append(Markdown.prose(verdict.summary()))
                .append('\n');
        List<Finding> findings = verdict.findings();
        for (int i = 0; i < findings.size(); i++) {
            String finding = finding(findings.get(i));
            if (comment.length() + finding.length() > MOST_CHARACTERS) {
                comment.append("\n%d more are in the log.\n".formatted(findings.size() - i));
                break;
            }
            comment.append(finding);
        }
        return comment.append(verdict.notes().stream()
                        .map(file -> "\n%s: %s\n"
                                .formatted(
                                        Markdown.code(Plain.path(file.file())),
                                        Markdown.prose(Plain.line(file.reason()))))
                        .collect(Collectors.joining()))
                .toString();
    }

    private static String finding(Finding finding) {
        var text = new StringBuilder("\n#### %s\n\n%s line %d: %s\n"
                .formatted(
                        finding.rule().id(),
                        Markdown.code(Plain.path(finding.file())),
                        finding.line(),
                        Markdown.prose(Plain.line(finding.rule().title()))));
        if (!finding.statement().isBlank()) {
            text.append('\n')
                    .append(Markdown.block(
                            "sql", Plain.lines(finding.statement().strip())));
        }
        part(text, "Observed", finding.observed());
        part(text, "Means", finding.consequence());
        part(text, "Instead", finding.wayOut());
        finding.changeFile()
                .ifPresent(file -> text.append("\n<details><summary>The change file for pgretype</summary>\n\n")
                        .append(Markdown.block("yaml", Plain.lines(file.stripTrailing())))
                        .append("\n</details>\n"));
        return text.toString();
    }

    private static void part(StringBuilder text, String label, String content) {
        if (!content.isBlank()) {
            boolean code = Passage.of(content).get(0).isCode();
            text.append("\n**%s:**%s".formatted(label, code ? "\n\n" : " ")).append(Markdown.passages(content));
        }
    }
}
