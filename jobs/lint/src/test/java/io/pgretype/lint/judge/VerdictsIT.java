package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.testkit.PostgresServer;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found in each statement of {@code verdicts/*.sql}: neither less nor more. */
class VerdictsIT {

    private static final Map<String, Base> BASES = new HashMap<>();
    private static ScratchServer server;

    @BeforeAll
    static void makeBases() throws SQLException {
        server = TestServer.scratch();
        for (Verdicts verdicts : Verdicts.all()) {
            Base base = Base.of(server, List.of(Script.each(verdicts.file(), verdicts.setup())));
            assertThat(base.failures()).isEmpty();
            BASES.put(verdicts.file(), base);
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        server.close();
    }

    static Stream<Verdicts.Case> cases() {
        return Verdicts.all().stream()
                .flatMap(verdicts -> verdicts.cases().stream())
                .filter(one -> one.since() <= PostgresServer.major());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatPostgresDoes(Verdicts.Case one) throws SQLException {
        assertThat(found(one)).isEqualTo(one.expected());
    }

    private static String found(Verdicts.Case one) throws SQLException {
        List<Migration> before = one.before().isBlank() ? List.of() : List.of(Script.each("before", one.before()));
        List<Finding> findings;
        try (Base base = BASES.get(one.file()).plus(before)) {
            findings = Judgement.in(base, one.tool(), List.of(one.migration()));
        }
        String found = findings.stream()
                .map(finding -> finding.rule().kind() + " " + finding.rule().id())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "none" : found;
    }
}
