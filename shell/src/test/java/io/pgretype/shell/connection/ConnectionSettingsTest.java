package io.pgretype.shell.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.pgretype.problem.ProblemException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
    void asAUrlTheyAreTheSameAgain() {
        String url = ConnectionSettings.of(
                        "jdbc:postgresql://h:99/d%20e?sslmode=disable",
                        Map.of("PGUSER", "b&b", "PGPASSWORD", "se=same&"))
                .url();

        ConnectionSettings read = ConnectionSettings.of(url, Map.of());
        assertThat(read.url()).isEqualTo(url).contains("password=se%3Dsame%26");
        assertThat(read).hasToString("b&b@h:99/d e");
        assertThat(read.sslMode()).isEqualTo("disable");
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
    }

    @Test
    void anEmptyVariableCountsAsUnset() {
        assertThat(ConnectionSettings.of(null, Map.of("PGHOST", "", "PGPORT", "", "PGSSLMODE", ""))
                        .address())
                .isEqualTo("localhost:5432");
    }

    @Test
    void whatLibpqWouldGoByAndWeDoNotIsNotPassedBy() {
        assertBad(Map.of("PGSERVICE", "shop"), "The variable PGSERVICE");
        assertBad(Map.of("PGSERVICE", "shop", "PGHOST", "db"), "set PGHOST, PGPORT, PGDATABASE and PGUSER");
        assertBad(Map.of("PGHOSTADDR", "10.0.0.1"), "set PGHOST to the address");
        assertBad(Map.of("PGHOSTADDR", "10.0.0.1", "PGHOST", "db"), "The variable PGHOSTADDR");

        Map<String, String> harmless = Map.of("PGSERVICE", "", "PGHOSTADDR", "10.0.0.1", "PGHOST", "10.0.0.1");
        assertThat(ConnectionSettings.of(null, harmless).address()).isEqualTo("10.0.0.1:5432");
        Map<String, String> overruled = Map.of("PGSERVICE", "shop", "PGHOSTADDR", "10.0.0.1");
        assertThat(ConnectionSettings.of("jdbc:postgresql://h", overruled).address())
                .isEqualTo("h:5432");
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

    @ParameterizedTest
    @MethodSource("urlsWithPasswords")
    void aUrlThatCannotBeReadIsShownWithoutItsPassword(String url, String password) {
        assertThatThrownBy(() -> ConnectionSettings.of(url, Map.of()))
                .hasMessageContaining("[bad-command-line]")
                .asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problems().get(0).observed(), STRING)
                .contains("***")
                .doesNotContain(pieces(password));
    }

    /** Each way to write a password into a URL that we do not take, with each kind of password. */
    static Stream<Arguments> urlsWithPasswords() {
        return Stream.of(
                        "jdbc:mysql://h/d?password=%s",
                        "jdbc:mysql://bob:%s@h/d",
                        "postgresql://bob:%s@h/d",
                        "postgres://bob:%s@h:5433,i/d?sslmode=require",
                        "jdbc:postgresql://bob:%s@h/d",
                        "jdbc:postgresql://bob:%s@h:5433/d?user=bob@corp",
                        "jdbc:postgresql:bob:%s@h/d",
                        "jdbc:postgresql://h:port/d?user=bob&password=%s",
                        "jdbc:postgresql://h:port/d?password=%s&user=bob",
                        "jdbc:postgresql://h:99999/d;password=%s",
                        "jdbc:sqlserver://h:1433;user=bob;password=%s",
                        "jdbc:oracle:thin:bob/%s@h:1521",
                        "host=h user=bob password='%s'",
                        "bob:%s@h")
                .flatMap(url -> Stream.of(
                                "sesame",
                                "p@ss:w/rd",
                                "12345",
                                "77/88zz@",
                                "xq?zk",
                                "xq&zk",
                                "p%40zz",
                                "xq#zk;",
                                "xq zk")
                        .map(password -> Arguments.of(url.formatted(password), password)));
    }

    /** What of a password must not show: it as a whole, and what its odd characters divide it into. */
    private static String[] pieces(String password) {
        return Stream.concat(Stream.of(password), Stream.of(password.split("[^a-z0-9]+")))
                .filter(piece -> piece.length() > 1)
                .toArray(String[]::new);
    }

    @Test
    void aUrlThatIsOnlyMistypedIsShown() {
        assertUrlShown("jdbc:mysql://h:3306/d", "jdbc:mysql://h:3306/d");
        assertUrlShown("jdbc:postgresql://h:99999/d?user=bob", "jdbc:postgresql://h:99999/d?***");
        assertUrlShown("jdbc:postgresql://,/d", "jdbc:postgresql://,/d");
        assertUrlShown("garbage", "garbage");
    }

    private static void assertUrlShown(String url, String shown) {
        assertThatThrownBy(() -> ConnectionSettings.of(url, Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("observed: %s%n".formatted(shown));
    }

    @Test
    void printedTheyDoNotSayThePassword() {
        ConnectionSettings settings = ConnectionSettings.of("jdbc:postgresql://h/d?user=bob&password=sesame", Map.of());

        assertThat(settings).hasToString("bob@h:5432/d");
        assertThat(ConnectionSettings.of("jdbc:postgresql://h/d&password=sesame&user=bob", Map.of("PGUSER", "bob")))
                .hasToString("bob@h:5432/d&password=***&user=bob");
    }
}
