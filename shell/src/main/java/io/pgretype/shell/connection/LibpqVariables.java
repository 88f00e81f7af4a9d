package io.pgretype.shell.connection;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * libpq's variables. PGPASSFILE is not among them: the driver reads it itself. An empty variable counts as unset, as
 * with libpq.
 */
record LibpqVariables(Map<String, String> environment) {

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** Sets hosts and ports. */
    void fillPlace(PGSimpleDataSource settings) {
        String[] hosts = COMMA.splitAsStream(value("PGHOST", "localhost"))
                .map(LibpqVariables::host)
                .toArray(String[]::new);
        int[] ports = COMMA.splitAsStream(value("PGPORT", "5432"))
                .mapToInt(LibpqVariables::port)
                .toArray();
        if (ports.length != 1 && ports.length != hosts.length) {
            throw bad("PGPORT", "one port, or one for each host of PGHOST");
        }
        settings.setServerNames(hosts);
        settings.setPortNumbers(IntStream.range(0, hosts.length)
                .map(i -> ports[i % ports.length])
                .toArray());
    }

    /** Sets what is not set yet: user, database, password and TLS. */
    void fillRest(PGSimpleDataSource settings) {
        if (isMissing(settings.getUser())) {
            settings.setUser(value("PGUSER", System.getProperty("user.name")));
        }
        if (isMissing(settings.getDatabaseName())) {
            settings.setDatabaseName(value("PGDATABASE", settings.getUser()));
        }
        if (isMissing(settings.getPassword())) {
            settings.setPassword(value("PGPASSWORD"));
        }
        String sslMode = value("PGSSLMODE");
        if (sslMode != null && !SSL_MODES.contains(sslMode)) {
            throw bad("PGSSLMODE", "disable, allow, prefer, require, verify-ca or verify-full");
        }
        if (isMissing(settings.getSslMode())) {
            settings.setSslMode(sslMode);
        }
    }

    private static String host(String host) {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw bad("PGHOST", "a host name; a socket directory cannot be used");
        }
        return host;
    }

    private static int port(String text) {
        String digits = text.strip();
        if (digits.matches("\\d{1,5}") && Integer.parseInt(digits) > 0 && Integer.parseInt(digits) < 65_536) {
            return Integer.parseInt(digits);
        }
        throw bad("PGPORT", "a port from 1 to 65535");
    }

    private static boolean isMissing(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    private @Nullable String value(String name) {
        String value = environment.get(name);
        return isMissing(value) ? null : value;
    }

    private String value(String name, String otherwise) {
        String value = value(name);
        return value == null ? otherwise : value;
    }

    private static ProblemException bad(String variable, String expected) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The variable %s cannot be used.".formatted(variable),
                "it must be " + expected,
                Problem.NOTHING_CHANGED,
                "Set %s to that, or unset it; --url jdbc:postgresql://HOST:PORT/DATABASE takes its place."
                        .formatted(variable)));
    }

    /** Without the values: one of them is the password. */
    @Override
    public String toString() {
        return "LibpqVariables" + Arrays.toString(environment.keySet().toArray());
    }
}
