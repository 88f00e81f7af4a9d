package io.pgretype.shell.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.problem.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    @Test
    void withoutUrlAndVariablesTheyAreLibpqs() {
        ConnectionSettings settings = ConnectionSettings.of(null, Map.of());

        assertThat(settings.address()).isEqualTo("localhost:5432");
        assertThat(settings.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(settings.database()).isEqualTo(settings.user());
        assertThat(settings.sslMode()).isEqualTo("prefer");
    }

    @Test
    void variablesAreTaken() {
        ConnectionSettings settings = ConnectionSettings.of(
                null,
                Map.of("PGHOST", "db", "PGPORT", "5433", "PGDATABASE", "app", "PGUSER", "bob", "PGSSLMODE", "require"));

        assertThat(settings).hasToString("bob@db:5433/app");
        assertThat(settings.sslMode()).isEqualTo("require");
    }

    @Test
    void theDatabaseIsNamedAfterTheUserIfNothingNamesIt() {
        assertThat(ConnectionSettings.of(null, Map.of("PGUSER", "bob")).database())
                .isEqualTo("bob");
        assertThat(ConnectionSettings.of("jdbc:postgresql://h", Map.of("PGUSER", "bob"))
                        .database())
                .isEqualTo("bob");
    }

    @Test
    void severalHostsShareAPortOrHaveOneEach() {
        assertThat(ConnectionSettings.of(null, Map.of("PGHOST", "a,b")).address())
                .isEqualTo("a:5432,b:5432");
        assertThat(ConnectionSettings.of(null, Map.of("PGHOST", "a,b", "PGPORT", "1,2"))
                        .address())
                .isEqualTo("a:1,b:2");
    }

    @Test
    void theUrlGoesBeforeTheVariablesAndTheyFillItUp() {
        ConnectionSettings settings = ConnectionSettings.of(
                "jdbc:postgresql://h:99/d%20e?user=alice&sslmode=disable",
                Map.of("PGHOST", "other", "PGUSER", "bob", "PGPASSWORD", "sesame", "PGSSLMODE", "require"));

        assertThat(settings).hasToString("alice@h:99/d e");
        assertThat(settings.sslMode()).isEqualTo("disable");
        assertThat(settings.redact("it is sesame")).isEqualTo("it is ***");
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        assertThat(ConnectionSettings.of(null, Map.of("PGHOST", "", "PGPORT", "", "PGSSLMODE", ""))
                        .address())
                .isEqualTo("localhost:5432");
    }

    @Test
    void badVariablesAreNamed() {
        assertBad(Map.of("PGPORT", "abc"), "PGPORT");
        assertBad(Map.of("PGPORT", "70000"), "PGPORT");
        assertBad(Map.of("PGPORT", "1,2"), "PGPORT");
        assertBad(Map.of("PGHOST", "/var/run/postgresql"), "a socket directory cannot be used");
        assertBad(Map.of("PGSSLMODE", "maybe"), "verify-full");
    }

    private static void assertBad(Map<String, String> environment, String message) {
        assertThatThrownBy(() -> ConnectionSettings.of(null, environment))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[bad-command-line]")
                .hasMessageContaining(message);
    }

    @Test
    void aUrlThatCannotBeReadIsShownWithoutItsPassword() {
        for (String url : new String[] {
            "jdbc:mysql://h/d?password=sesame",
            "postgresql://bob:sesame@h/d",
            "jdbc:postgresql://bob:sesame@h/d",
            "jdbc:postgresql://h:port/d?user=bob&password=sesame"
        }) {
            assertThatThrownBy(() -> ConnectionSettings.of(url, Map.of()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("[bad-command-line]")
                    .hasMessageContaining("***")
                    .hasMessageNotContaining("sesame");
        }
    }

    @Test
    void redactsThePasswordWhereverItStands() {
        ConnectionSettings settings = ConnectionSettings.of("jdbc:postgresql://h/d?user=bob&password=sesame", Map.of());

        assertThat(settings.toString()).doesNotContain("sesame");
        assertThat(settings.redact("jdbc:postgresql://h/d?password=other&user=bob"))
                .isEqualTo("jdbc:postgresql://h/d?password=***&user=bob");
        assertThat(settings.redact("postgresql://bob:other@h/d")).isEqualTo("postgresql://***@h/d");
        assertThat(settings.redact("open sesame")).isEqualTo("open ***");
    }

    @Test
    void aPasswordThatIsAlsoAUsersNameDoesNotBlotOutTheName() {
        ConnectionSettings settings = ConnectionSettings.of(null, Map.of("PGUSER", "bob", "PGPASSWORD", "bob"));

        assertThat(settings.redact("user \"bob\"")).isEqualTo("user \"bob\"");
    }
}
