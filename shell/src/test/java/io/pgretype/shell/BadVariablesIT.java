package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a variable and cannot be used is a usage error that says what can. */
class BadVariablesIT {

    private static final List<String> NO_PORTS = List.of("abc", "99999", " ");

    @TempDir
    private static Path directory;

    @BeforeAll
    static void aChange() throws Exception {
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
    }

    @ParameterizedTest
    @MethodSource("variables")
    void aVariable(String name, String value, String takes) throws Exception {
        Ending ending = run(Map.of(name, value), "status");

        assertUsageError(
                ending,
                "The variable %s cannot be used.".formatted(name),
                "it is '%s', and takes %s".formatted(value, takes));
    }

    static Stream<Arguments> variables() {
        Stream<Arguments> ports = Stream.of("PGPORT", "PGRETYPE_METRICS_PORT")
                .flatMap(name -> NO_PORTS.stream().map(value -> Arguments.of(name, value, "a port from 1 to 65535")));
        Stream<Arguments> others = Stream.of(
                Arguments.of("PGPORT", "1,2", "one port, or one for each host"),
                Arguments.of("PGHOST", " ", "a host name, or several with commas between them"),
                Arguments.of("PGHOST", "/var/run/postgresql", "a host name; a socket directory cannot be used"),
                Arguments.of("PGSSLMODE", "foo", "one of disable, allow, prefer, require, verify-ca, verify-full"),
                Arguments.of("PGSSLMODE", " ", "one of disable"),
                Arguments.of("PGSSLMODE", "0", "one of disable"),
                Arguments.of("PGRETYPE_PUSHGATEWAY", "9091", "HOST:PORT, or a URL"),
                Arguments.of("PGRETYPE_DEBUG", "true", "1 for stack traces"),
                Arguments.of("PGRETYPE_DEBUG", "-1", "1 for stack traces"));
        return Stream.concat(ports, others);
    }

    @ParameterizedTest
    @CsvSource({
        "PGRETYPE_URL, garbage, The database's URL cannot be read.",
        "PGRETYPE_URL, ' ', The database's URL cannot be read.",
        "PGRETYPE_URL, -1, The database's URL cannot be read.",
        "PGRETYPE_URL, 'jdbc:postgresql://,/d', The database's URL cannot be read.",
        "PGRETYPE_URL, jdbc:postgresql://localhost:99999/d, The database's URL cannot be read.",
        "PGRETYPE_URL, jdbc:postgresql://localhost:1/d?sslmode=foo, Invalid sslmode value: foo",
        "PGRETYPE_URL, jdbc:postgresql://localhost:1/d?connectTimeout=abc, connectTimeout",
        "PGHOST, 'a,', 'takes a host name, or several'",
        "PGHOST, ',', 'takes a host name, or several'",
    })
    void aPlace(String name, String value, String said) throws Exception {
        assertUsageError(run(Map.of(name, value), "status"), said, name.equals("PGHOST") ? "PGHOST" : "PGRETYPE_URL");
    }

    /** Each would end the start, or change what Spring Batch or Spring Boot do. */
    @ParameterizedTest
    @CsvSource({
        "SPRING_MAIN_LAZY_INITIALIZATION, perhaps",
        "SPRING_MAIN_WEB_APPLICATION_TYPE, servlet",
        "SPRING_PROFILES_ACTIVE, '!,,'",
        "SPRING_CONFIG_IMPORT, file:/no-such-file",
        "SPRING_APPLICATION_JSON, '{'",
    })
    void aVariableOfSomeonesSpringIsNotOurs(String name, String value) throws Exception {
        Ending help = run(Map.of(name, value), "help");

        assertThat(help.status()).as(help.error()).isZero();
        assertThat(help.error()).isEmpty();
    }

    private static void assertUsageError(Ending ending, String... said) {
        assertThat(ending.status()).as(ending.error()).isEqualTo(2);
        assertThat(ending.output()).isEmpty();
        assertThat(ending.error())
                .startsWith("[bad-command-line]")
                .contains(said)
                .contains("next:");
        assertThat(ending.error().lines()).hasSize(4);
    }

    private static Ending run(Map<String, String> variables, String... words) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("PGHOST", "localhost", "PGPORT", "1"));
        environment.putAll(variables);
        return ShellProcess.run(directory, environment, words);
    }
}
