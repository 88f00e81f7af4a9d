package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.ChangeFiles;
import io.pgretype.lint.rule.Finding;
import io.pgretype.testkit.AnyVersion;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a finding says instead of a statement runs, and is not found again; the change files are such as pgretype reads. */
@AnyVersion
class WaysOutIT {

    private static final Set<String> WRITTEN_OUT = Set.of(
            "index-build-blocks-writes",
            "scan-under-lock",
            "refresh-blocks-reads",
            "vacuum-full-or-cluster",
            "lock-without-timeout");

    private static VerdictBases bases;

    @BeforeAll
    static void makeBases() throws SQLException {
        bases = VerdictBases.create();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        bases.close();
    }

    /** One statement each, not of a domain: its VALIDATE blocks writes whatever one does. */
    static Stream<Verdicts.Case> cases() {
        return VerdictBases.cases()
                .filter(one -> !one.expected().equals("none"))
                .filter(one ->
                        one.migration().statements().size() == 1 && !one.name().startsWith("ALTER DOMAIN"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void waysOutRunAndAreNotFoundAgain(Verdicts.Case one) throws SQLException {
        for (Finding finding : bases.judged(one, one.migration())) {
            assertThat(finding.wayOut()).isNotBlank();
            finding.changeFile().ifPresent(text -> ChangeFiles.parse("change", "lint", text));
            String sql = finding.wayOut().lines().map(WaysOutIT::uncommented).collect(Collectors.joining("\n"));
            if (WRITTEN_OUT.contains(finding.rule().id()) && !sql.contains("…") && sql.contains(";")) {
                assertThat(bases.judged(one, Script.each("way out", sql)))
                        .extracting(found -> found.rule().id())
                        .doesNotContain(finding.rule().id(), "migration-fails");
            }
        }
    }

    private static String uncommented(String line) {
        int comment = line.indexOf(";  --");
        return comment < 0 ? line : line.substring(0, comment + 1);
    }
}
