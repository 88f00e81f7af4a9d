package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a finding says, for formats that have one text for it. */
final class Messages {

    private Messages() {}

    /** Observation, consequence, way out and change file, in paragraphs. */
    static String whole(Finding finding) {
        return Stream.concat(
                        Stream.of(finding.observed(), finding.consequence(), finding.wayOut()),
                        finding.changeFile().map(text -> "Change file:\n" + text).stream())
                .map(text -> plain(text.stripTrailing()))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    /** In one line, for lists. */
    static String brief(Finding finding) {
        return Plain.line(
                "%s: %s".formatted(finding.rule().title(), finding.observed()).strip());
    }

    private static String plain(String text) {
        List<String> lines = Plain.lines(text);
        return String.join("\n", lines);
    }
}
