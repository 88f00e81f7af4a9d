package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** GitLab's code quality report. What GitLab has seen before, by its fingerprint, is not new in a merge request. */
record GitlabQuality() implements Rendering {

    @Override
    public String text(Verdict verdict) {
        ArrayNode report = Json.MAPPER.createArrayNode();
        List<Finding> findings = verdict.findings();
        List<String> fingerprints = Fingerprints.of(findings);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            var location = Json.MAPPER.createObjectNode().put("path", Plain.path(finding.file()));
            location.putObject("lines").put("begin", Math.max(1, finding.line()));
            report.addObject()
                    .put("description", Messages.brief(finding))
                    .put("check_name", finding.rule().id())
                    .put("fingerprint", fingerprints.get(i))
                    .put("severity", "major")
                    .set("location", location);
        }
        return Json.text(report);
    }
}
