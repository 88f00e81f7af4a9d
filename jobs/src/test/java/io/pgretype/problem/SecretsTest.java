package io.pgretype.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @MethodSource("placesOfPasswords")
    void whatStandsWherePasswordsStandIsMasked(String before, String password, String after) {
        assertThat(Secrets.masked(before + password + after)).isEqualTo(before + "***" + after);
    }

    static Stream<Arguments> placesOfPasswords() {
        Stream<Arguments> ofUrls = Stream.of("x", "postgres", "p%40ss:w/rd", "a+b=c;d", "sql'\"(")
                .flatMap(password -> Stream.of(
                        Arguments.of("URL invalid jdbc:postgresql://h:1/d?password=", password, "&user=bob"),
                        Arguments.of("jdbc:postgresql://h/d?user=bob&sslpassword=", password, ""),
                        Arguments.of("set PGPASSWORD=", password, " and go"),
                        Arguments.of("connection to h with user=bob password=", password, " host=h failed")));
        Stream<Arguments> ofUsers = Stream.of("bob:x", "bob:p@ss:w/rd", "bob:a?b&c=d", ":@", "bob")
                .flatMap(user -> Stream.of(
                        Arguments.of("no host in postgresql://", user, "@h:5433,i/d?sslmode=require"),
                        Arguments.of("HTTP status 401 from http://", user, "@gateway:9091 again")));
        Stream<Arguments> ofConninfo = Stream.of("'it\\'s a secret'", "a\\ b", "''")
                .map(password -> Arguments.of("dbname=d password=", password, " host=h"));
        return Stream.of(ofUrls, ofUsers, ofConninfo).flatMap(arguments -> arguments);
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of("alter role bob password 'it''s'", "alter role bob password ***"),
                Arguments.of(
                        "create user bob\n  with encrypted PASSWORD  'x' login",
                        "create user bob with encrypted PASSWORD *** login"),
                Arguments.of("alter role bob password e'it\\'s' login", "alter role bob password *** login"),
                Arguments.of("alter role bob password 'cut off by the ser", "alter role bob password ***"),
                Arguments.of(
                        "create user mapping for bob server s options (user 'bob', password 'x')",
                        "create user mapping for bob server s options (user 'bob', password ***)"),
                Arguments.of(
                        "create subscription s connection 'host=h password=sesame user=bob' publication p",
                        "create subscription s connection 'host=h password=*** user=bob' publication p"),
                Arguments.of(
                        "select * from a_table_with_a_long_name where url = 'http://bob:sesame_open@h/d'",
                        "select * from a_table_with_a_long_name where url = 'http://***@h/d'"),
                Arguments.of("select '" + "\ud83d\ude00".repeat(100), "select '" + "\ud83d\ude00".repeat(72)));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void ofAStatementTheBeginningIsShownWithoutSecrets(String sql, String shown) {
        assertThat(Secrets.maskedStatement(sql)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Type './pgretype backfill x'.",
                "next: select a from t where password = $1",
                "FATAL: password authentication failed for user \"postgres\" (SQLSTATE 28P01)",
                "Set PGUSER and PGPASSWORD (or PGPASSFILE), and see the server's pg_hba.conf.",
                "Give --url as jdbc:postgresql://HOST:PORT/DATABASE?user=USER, with the password in PGPASSWORD",
                "No PostgreSQL server answers at localhost:5432.",
                "operator does not exist: box @> point // bob@example.org"
            })
    void whatHoldsNoneReadsTheSame(String message) {
        assertThat(Secrets.masked(message)).isEqualTo(message);
    }

    @Test
    void aMessageMayBeLong() {
        String password = "\\x".repeat(100_000) + "x".repeat(100_000);

        assertThat(Secrets.masked("password=" + password + " h")).isEqualTo("password=*** h");
        assertThat(Secrets.masked("password='" + password + "' h")).isEqualTo("password=*** h");
        assertThat(Secrets.masked("password '" + password + "' h")).isEqualTo("password *** h");
        assertThat(Secrets.masked("password e'" + password + "' h")).isEqualTo("password *** h");
    }

    @Test
    void aProblemIsMaskedWhereverItGoes() {
        var problem = new Problem(
                ProblemCode.INTERNAL_ERROR, "boom of password=x", "postgresql://bob:x@h/d", "password=x", "next:");

        assertThat(problem.text()).isEqualToNormalizingNewlines("""
                [internal-error] boom of password=***
                  observed: postgresql://***@h/d
                  state:    password=***
                  next:     next:""");
    }
}
