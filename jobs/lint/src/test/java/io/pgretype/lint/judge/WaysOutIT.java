package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.ChangeFiles;
import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.testkit.PostgresServer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a finding says instead of a statement runs, and is not found again; the change files are such as pgretype reads. */
class WaysOutIT {

    private static final Set<String> WRITTEN_OUT = Set.of(
            "index-build-blocks-writes",
            "scan-under-lock",
            "refresh-blocks-reads",
            "vacuum-full-or-cluster",
            "lock-without-timeout");

    private static final Map<String, Base> BASES = new HashMap<>();
    private static ScratchServer server;

    @BeforeAll
    static void makeBases() throws SQLException {
        server = TestServer.scratch();
        for (Verdicts verdicts : Verdicts.all()) {
            BASES.put(verdicts.file(), Base.of(server, List.of(Script.each(verdicts.file(), verdicts.setup()))));
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        server.close();
    }

    /** One statement each, not of a domain: its VALIDATE blocks writes whatever one does. */
    static Stream<Verdicts.Case> cases() {
        return Verdicts.all().stream()
                .flatMap(verdicts -> verdicts.cases().stream())
                .filter(one -> one.since() <= PostgresServer.major())
                .filter(one -> !one.expected().equals("none"))
                .filter(one ->
                        one.migration().statements().size() == 1 && !one.name().startsWith("ALTER DOMAIN"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void waysOutRunAndAreNotFoundAgain(Verdicts.Case one) throws SQLException {
        for (Finding finding : judged(one, one.migration())) {
            assertThat(finding.wayOut()).isNotBlank();
            finding.changeFile().ifPresent(text -> ChangeFiles.parse("change", "lint", text));
            String sql = finding.wayOut().lines().map(WaysOutIT::uncommented).collect(Collectors.joining("\n"));
            if (WRITTEN_OUT.contains(finding.rule().id()) && !sql.contains("…") && sql.contains(";")) {
                assertThat(judged(one, Script.each("way out", sql)))
                        .extracting(found -> found.rule().id())
                        .doesNotContain(finding.rule().id(), "migration-fails");
            }
        }
    }

    private static String uncommented(String line) {
        int comment = line.indexOf(";  --");
        return comment < 0 ? line : line.substring(0, comment + 1);
    }

    private static List<Finding> judged(Verdicts.Case one, Migration migration) throws SQLException {
        List<Migration> before = one.before().isBlank() ? List.of() : List.of(Script.each("before", one.before()));
        try (Base base = BASES.get(one.file()).plus(before)) {
            return Judgement.in(base, one.tool(), List.of(migration));
        }
    }
}
