package io.pgretype.shell.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.session.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private final StringWriter notices = new StringWriter();
    private final Failures failures = new Failures(
            () -> ConnectionSettings.of(null, Map.of("PGUSER", "bob", "PGPASSWORD", "sesame")),
            new Screen(new PrintWriter(new StringWriter()), new PrintWriter(notices), () -> 0));

    @Test
    void problemsAreFoundInsideWhateverCarriesThem() {
        var problems = new ProblemException(List.of(problem(ProblemCode.NO_KEY), problem(ProblemCode.SAME_TYPE)));

        assertThat(failures.report(new IllegalStateException("bean", new RuntimeException(problems))))
                .isEqualTo(ExitStatus.REFUSED);
        assertThat(notices.toString()).contains("[no-key]", "[same-type]").doesNotContain("bean");
    }

    @Test
    void anErrorOfTheDatabaseKeepsItsSqlstate() {
        var e = new RuntimeException(new SQLException("ERROR: disk full\n  Hint: free some", "53100"));

        assertThat(failures.report(e)).isEqualTo(ExitStatus.FAILED);
        assertThat(notices.toString())
                .contains("[database-error]", "ERROR: disk full; Hint: free some (SQLSTATE 53100)");
    }

    @Test
    void aLostConnectionIsSafeToRunAgain() {
        assertThat(failures.report(new SQLException("closed", "08006"))).isEqualTo(ExitStatus.FAILED);
        assertThat(notices.toString()).contains("[connection-lost]", "Run the same command again");
    }

    @Test
    void aConnectionThatThePoolHasClosedIsALostOne() {
        assertThat(failures.report(new RuntimeException("rollback failed", new SQLException("Connection is closed"))))
                .isEqualTo(ExitStatus.FAILED);
        assertThat(notices.toString()).contains("[connection-lost]");
    }

    @Test
    void aMissingPrivilegeIsARefusal() {
        assertThat(failures.report(new SQLException("permission denied for table t", "42501")))
                .isEqualTo(ExitStatus.REFUSED);
        assertThat(notices.toString()).contains("[no-privilege]");
    }

    @Test
    void anythingElseIsInternalAndShowsNoStackTrace() {
        var root = new IllegalStateException("boom with jdbc:postgresql://h/d?user=bob&password=sesame");
        assertThat(failures.report(new RuntimeException("outer", root))).isEqualTo(ExitStatus.FAILED);
        assertThat(notices.toString())
                .contains(
                        "[internal-error]", "boom with jdbc:postgresql://h/d?user=bob&password=***", "PGRETYPE_DEBUG=1")
                .doesNotContain("\tat ", "sesame");
    }

    /** A password can be a word of the message, or a letter of one: that must not even show. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "a", ":", "5432", "postgres", "next", "select", "ERROR", "file-size"})
    void aMessageReadsTheSameWhateverThePasswordIs(String password) {
        var withPassword = new Failures(
                () -> ConnectionSettings.of(null, Map.of("PGUSER", "bob", "PGPASSWORD", password)),
                new Screen(new PrintWriter(new StringWriter()), new PrintWriter(notices), () -> 0));

        withPassword.report(new SQLException("ERROR: text:select is next to postgres:5432 of file-size", "22012"));

        assertThat(notices.toString()).isEqualToNormalizingNewlines("""
                        [database-error] The database reported an error.
                          observed: ERROR: text:select is next to postgres:5432 of file-size (SQLSTATE 22012)
                          state:    The transaction was rolled back; what was committed before stays.
                          next:     Remove the cause and run the same command again.
                        """);
    }

    @Test
    void settingsThatCannotBeReadDoNotHideTheFailure() {
        var withoutSettings = new Failures(
                () -> ConnectionSettings.of(null, Map.of("PGPORT", "abc")),
                new Screen(new PrintWriter(new StringWriter()), new PrintWriter(notices), () -> 0));

        assertThat(withoutSettings.report(new SQLException("boom", "22012"))).isEqualTo(ExitStatus.FAILED);
        assertThat(notices.toString()).contains("[database-error]");
    }

    private static Problem problem(ProblemCode code) {
        return new Problem(code, "stopped", "observed", Problem.NOTHING_CHANGED, "next");
    }
}
