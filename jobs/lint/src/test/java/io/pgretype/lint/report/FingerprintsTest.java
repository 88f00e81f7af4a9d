package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.rule.Finding;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    @Test
    void stayWhenOnlyLineAndLayoutChange() {
        assertThat(Fingerprints.of(List.of(finding(1, "alter table a\n  add b int"), finding(3, "drop table c"))))
                .isEqualTo(
                        Fingerprints.of(List.of(finding(7, "alter  table a add b int"), finding(99, "drop table\tc"))));
    }

    @Test
    void differForEqualStatementsOfAFile() {
        List<String> fingerprints = Fingerprints.of(List.of(finding(1, "vacuum full a"), finding(2, "vacuum full a")));

        assertThat(new HashSet<>(fingerprints)).hasSize(2);
    }

    private static Finding finding(int line, String statement) {
        return new Finding(
                Samples.REWRITE, Path.of("a.sql"), line, statement, "seen", "means", "instead", Optional.empty());
    }
}
