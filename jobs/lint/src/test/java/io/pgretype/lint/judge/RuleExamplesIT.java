package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.replay.Replay;
import io.pgretype.lint.replay.StatementsFile;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
import io.pgretype.lint.rule.Rules;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.stats.Statistics;
import io.pgretype.lint.trace.ToolSession;
import io.pgretype.testkit.AnyVersion;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds its bad example, and nothing at all is found in its good one. */
@AnyVersion
class RuleExamplesIT {

    private static ScratchServer server;

    @BeforeAll
    static void connect() throws SQLException {
        server = TestServer.scratch();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        server.close();
    }

    static Stream<Rule> rules() {
        return Rules.all().stream().filter(rule -> !rule.bad().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsTheBadExample(Rule rule) throws SQLException {
        assertThat(judged(rule, rule.bad()))
                .extracting(finding -> finding.rule().id())
                .contains(rule.id());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsNothingInTheGoodExample(Rule rule) throws SQLException {
        assertThat(judged(rule, rule.good())).isEmpty();
    }

    private static List<Finding> judged(Rule rule, String sql) throws SQLException {
        ToolSession tool =
                rule.id().equals("lock-without-timeout") ? ToolSession.plain() : ToolSession.withLockTimeout("2s");
        try (Base base = Base.of(server, List.of(Script.each("1.sql", rule.setup())));
                Replay release =
                        Replay.in(base.database(), StatementsFile.parse(Path.of("running.sql"), rule.running()))) {
            return Judgement.in(
                            base, tool, new Production(Statistics.NONE, release), List.of(Script.each("2.sql", sql)))
                    .findings();
        }
    }
}
