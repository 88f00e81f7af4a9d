package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a finding is known by from run to run: its rule, file and statement, not its line. So it stays the same when
 * lines before it come or go, and when the statement is only laid out differently.
 */
final class Fingerprints {

    private Fingerprints() {}

    /** One for each finding, in their order; equal statements of a file differ by their number. */
    static List<String> of(List<Finding> findings) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> fingerprints = new ArrayList<>();
        for (Finding finding : findings) {
            String known = String.join(
                    "\n",
                    finding.rule().id(),
                    Plain.path(finding.file()),
                    finding.statement().strip().replaceAll("\\s+", " "));
            int number = seen.merge(known, 1, Integer::sum);
            fingerprints.add(hash(known + "\n" + number));
        }
        return fingerprints;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
