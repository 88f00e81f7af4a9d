package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** For people, in 80 columns. */
record TextReport(Paint paint) implements Rendering {

    private static final int COLUMNS = 80;
    private static final int MOST_LINES = 12;
    private static final String INDENT = " ".repeat(12);
    private static final String ALLOW =
            "To allow one, write before its statement: -- pgretype: allow RULE because REASON";

    @Override
    public String text(Verdict verdict) {
        Stream<String> findings = verdict.findings().stream().flatMap(this::finding);
        Stream<String> notes = verdict.notes().stream()
                .flatMap(file -> labelled("%s: ".formatted(Plain.path(file.file())), file.reason()));
        boolean found = !verdict.findings().isEmpty();
        Stream<String> end = Stream.of(found ? paint.red(verdict.summary()) : paint.green(verdict.summary()));
        return Stream.of(findings, notes, end, found ? Stream.of(ALLOW) : Stream.<String>of())
                .flatMap(lines -> lines)
                .map(line -> noCommand(line.stripTrailing()) + "\n")
                .collect(Collectors.joining());
    }

    /** GitHub's runner obeys lines such as {@code ::add-mask::a}, wherever they come from. */
    private static String noCommand(String line) {
        return line.strip().matches("::.*::.*") ? "| " + line.strip() : line;
    }

    private Stream<String> finding(Finding finding) {
        Stream<String> head = Stream.of("%s:%d %s"
                .formatted(
                        paint.bold(Plain.path(finding.file())),
                        finding.line(),
                        paint.red(finding.rule().id())));
        return Stream.of(
                        head,
                        prose("  ", finding.rule().title()),
                        statement(finding),
                        part("observed", finding.observed()),
                        part("means", finding.consequence()),
                        part("instead", finding.wayOut()),
                        finding.changeFile().stream().flatMap(this::changeFile),
                        Stream.of(""))
                .flatMap(lines -> lines);
    }

    private Stream<String> statement(Finding finding) {
        List<String> lines = Plain.lines(finding.statement().strip());
        Stream<String> shown = IntStream.range(0, Math.min(MOST_LINES, lines.size()))
                .mapToObj(line -> "%s %s"
                        .formatted(
                                paint.dim("%5d |".formatted(finding.line() + line)),
                                cut(lines.get(line), COLUMNS - 8)));
        int left = lines.size() - MOST_LINES;
        return left > 0 ? Stream.concat(shown, Stream.of(paint.dim("      | (%d more lines)".formatted(left)))) : shown;
    }

    private Stream<String> part(String label, String text) {
        if (text.isBlank()) {
            return Stream.of();
        }
        String begin = "  %-10s".formatted(label + ":");
        List<Passage> passages = Passage.of(text);
        List<String> lines = passages.stream().flatMap(TextReport::indented).toList();
        if (passages.get(0).isCode()) {
            return Stream.concat(Stream.of(paint.bold(begin.stripTrailing())), lines.stream());
        }
        String first = lines.get(0).substring(INDENT.length());
        return Stream.concat(
                Stream.of(paint.bold(begin) + first), lines.stream().skip(1));
    }

    /** Code stands two columns further to the right, and is not wrapped: it is there to be copied. */
    private static Stream<String> indented(Passage passage) {
        String indent = passage.isCode() ? INDENT + "  " : INDENT;
        return passage.wrapped(COLUMNS - INDENT.length()).stream().map(line -> indent + line);
    }

    private Stream<String> changeFile(String text) {
        return Stream.concat(
                Stream.of(paint.bold("  change file, to save in migrations/changes:")),
                Plain.lines(text.stripTrailing()).stream().map(line -> "    " + line));
    }

    private static Stream<String> labelled(String label, String text) {
        return prose("", label + text);
    }

    private static Stream<String> prose(String indent, String text) {
        return Passage.of(text).stream()
                .flatMap(passage -> passage.wrapped(COLUMNS - indent.length()).stream())
                .map(line -> indent + line);
    }

    private static String cut(String line, int width) {
        return line.codePointCount(0, line.length()) <= width
                ? line
                : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
    }
}
