package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All there is, for programs; what is not there is null. */
record JsonReport() implements Rendering {

    @Override
    public String text(Verdict verdict) {
        ObjectNode report =
                Json.MAPPER.createObjectNode().put("server", verdict.server()).put("statements", verdict.statements());
        ArrayNode files = report.putArray("files");
        verdict.files().forEach(file -> files.add(Plain.path(file)));
        findings(report.putArray("findings"), verdict.findings());
        ArrayNode notes = report.putArray("notes");
        verdict.notes()
                .forEach(file ->
                        notes.addObject().put("file", Plain.path(file.file())).put("reason", file.reason()));
        return Json.text(report);
    }

    private static void findings(ArrayNode array, List<Finding> findings) {
        List<String> fingerprints = Fingerprints.of(findings);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            array.addObject()
                    .put("rule", finding.rule().id())
                    .put("kind", finding.rule().kind().name().toLowerCase(Locale.ROOT))
                    .put("title", finding.rule().title())
                    .put("file", Plain.path(finding.file()))
                    .put("line", finding.line())
                    .put("statement", finding.statement())
                    .put("observed", finding.observed())
                    .put("consequence", finding.consequence())
                    .put("way_out", finding.wayOut())
                    .put("change_file", finding.changeFile().orElse(null))
                    .put("fingerprint", fingerprints.get(i));
        }
    }
}
