package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found in each statement of {@code verdicts/*.sql}: neither less nor more. */
class VerdictsIT {

    private static VerdictBases bases;

    @BeforeAll
    static void makeBases() throws SQLException {
        bases = VerdictBases.create();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        bases.close();
    }

    static Stream<Verdicts.Case> cases() {
        return VerdictBases.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatPostgresDoes(Verdicts.Case one) throws SQLException {
        assertThat(found(one)).isEqualTo(one.expected());
    }

    private static String found(Verdicts.Case one) throws SQLException {
        String found = bases.judged(one, one.migration()).stream()
                .map(finding -> finding.rule().kind() + " " + finding.rule().id())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "none" : found;
    }
}
