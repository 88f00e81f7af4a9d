package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** SARIF 2.1.0, for code scanning, with the rules that found something. */
record SarifLog() implements Rendering {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    @Override
    public String text(Verdict verdict) {
        List<Rule> rules =
                verdict.findings().stream().map(Finding::rule).distinct().toList();
        ObjectNode log = Json.MAPPER.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "pgretype lint");
        ArrayNode described = driver.putArray("rules");
        rules.forEach(rule -> describe(described.addObject(), rule));
        ObjectNode invocation = run.putArray("invocations").addObject().put("executionSuccessful", true);
        ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
        verdict.notes().forEach(file -> notify(notifications.addObject(), file));
        run.put("columnKind", "utf16CodeUnits");
        results(run.putArray("results"), verdict.findings(), rules);
        return Json.text(log);
    }

    private static void describe(ObjectNode node, Rule rule) {
        node.put("id", rule.id());
        node.putObject("shortDescription").put("text", rule.title());
        node.putObject("fullDescription").put("text", rule.condition());
        node.putObject("help")
                .put(
                        "text",
                        "%s\n\n%s"
                                .formatted(
                                        rule.consequence().strip(),
                                        rule.wayOut().strip()))
                .put("markdown", RuleText.body(rule));
        node.putObject("defaultConfiguration").put("level", "error");
        node.putObject("properties").putArray("tags").add(rule.kind().name().toLowerCase(Locale.ROOT));
    }

    private static void notify(ObjectNode node, Verdict.Note file) {
        node.put("level", "warning").putObject("message").put("text", file.reason());
        location(node, file.file().toString());
    }

    private static void results(ArrayNode results, List<Finding> findings, List<Rule> rules) {
        List<String> fingerprints = Fingerprints.of(findings);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            ObjectNode result = results.addObject()
                    .put("ruleId", finding.rule().id())
                    .put("ruleIndex", rules.indexOf(finding.rule()))
                    .put("level", "error");
            result.putObject("message").put("text", Messages.whole(finding));
            ObjectNode region = location(result, Plain.path(finding.file()))
                    .putObject("region")
                    .put("startLine", Math.max(1, finding.line()));
            if (!finding.statement().isBlank()) {
                region.putObject("snippet").put("text", finding.statement());
            }
            result.putObject("partialFingerprints").put("pgretypeLint/v1", fingerprints.get(i));
        }
    }

    private static ObjectNode location(ObjectNode node, String path) {
        ObjectNode physical = node.putArray("locations").addObject().putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", Uris.of(path));
        return physical;
    }
}
