package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.nio.file.Path;
import java.util.List;

/** JUnit's XML, for build servers that show test reports: a file is a suite, a finding a failed test of it. */
record JunitXml() implements Rendering {

    @Override
    public String text(Verdict verdict) {
        List<Path> files = verdict.allFiles();
        long passed = files.stream().filter(file -> verdict.of(file).isEmpty()).count();
        int failed = verdict.findings().size();
        int skipped = verdict.notes().size();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuites name=\"pgretype lint\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
                .formatted(passed + failed + skipped, failed, skipped));
        files.forEach(file -> suite(xml, file, verdict.of(file)));
        verdict.notes().forEach(file -> skipped(xml, file));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, Path file, List<Finding> findings) {
        String name = escaped(Plain.path(file));
        int tests = Math.max(1, findings.size());
        begin(xml, name, tests, findings.size(), 0);
        if (findings.isEmpty()) {
            xml.append("    <testcase name=\"lint\" classname=\"%s\"/>\n".formatted(name));
        }
        findings.forEach(finding -> xml.append(failure(name, finding)));
        xml.append("  </testsuite>\n");
    }

    private static String failure(String file, Finding finding) {
        String rule = escaped(finding.rule().id());
        return """
                    <testcase name="%s (line %d)" classname="%s" file="%s">
                      <failure type="%s" message="%s">%s</failure>
                    </testcase>
                """.formatted(
                        rule,
                        finding.line(),
                        file,
                        file,
                        rule,
                        escaped(finding.rule().title()),
                        escaped("%s\n\n%s"
                                .formatted(String.join("\n", Plain.lines(finding.statement())), Messages.whole(finding))
                                .strip()));
    }

    private static void skipped(StringBuilder xml, Verdict.Note file) {
        String name = escaped(Plain.path(file.file()));
        begin(xml, name, 1, 0, 1);
        xml.append("    <testcase name=\"lint\" classname=\"%s\"><skipped message=\"%s\"/></testcase>\n"
                .formatted(name, escaped(Plain.line(file.reason()))));
        xml.append("  </testsuite>\n");
    }

    private static void begin(StringBuilder xml, String name, int tests, int failures, int skipped) {
        xml.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
                .formatted(name, tests, failures, skipped));
    }

    /** Of texts that {@link Plain} has freed of the characters that XML has no way to write. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
