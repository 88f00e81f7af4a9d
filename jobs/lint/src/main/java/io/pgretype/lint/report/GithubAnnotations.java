package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workflow commands, one a line, which GitHub shows in the pull request beside the statements. */
record GithubAnnotations() implements Rendering {

    @Override
    public String text(Verdict verdict) {
        return Stream.concat(
                        verdict.findings().stream().map(GithubAnnotations::error),
                        verdict.notes().stream().map(GithubAnnotations::warning))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String error(Finding finding) {
        return "::error file=%s,line=%d,title=%s::%s"
                .formatted(
                        property(Plain.path(finding.file())),
                        Math.max(1, finding.line()),
                        property("%s: %s"
                                .formatted(finding.rule().id(), finding.rule().title())),
                        data(Messages.whole(finding)));
    }

    private static String warning(Verdict.Note file) {
        return "::warning file=%s,title=note::%s".formatted(property(Plain.path(file.file())), data(file.reason()));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
