package io.pgretype.shell.connection;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.environment.Variables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * libpq's variables. PGPASSFILE is not among them: the driver reads it itself. An empty variable counts as unset, as
 * with libpq.
 */
record LibpqVariables(Variables variables) {

    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** Sets hosts and ports. Whoever passed by what says where to go would go elsewhere. */
    void fillPlace(PGSimpleDataSource settings) {
        refuse(
                "PGSERVICE",
                "pgretype reads no service file",
                "set PGHOST, PGPORT, PGDATABASE and PGUSER to what it says");
        if (!value("PGHOSTADDR", "").equals(value("PGHOST", ""))) {
            refuse("PGHOSTADDR", "pgretype connects to PGHOST alone", "set PGHOST to the address");
        }
        String portList = value("PGPORT", "5432");
        String[] hosts =
                parts(value("PGHOST", "localhost")).map(LibpqVariables::host).toArray(String[]::new);
        int[] ports =
                parts(portList).mapToInt(port -> Variables.port("PGPORT", port)).toArray();
        if (ports.length != 1 && ports.length != hosts.length) {
            throw Variables.bad("PGPORT", portList, "one port, or one for each host of PGHOST");
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
            throw Variables.bad("PGSSLMODE", sslMode, "one of " + String.join(", ", SSL_MODES));
        }
        if (isMissing(settings.getSslMode())) {
            settings.setSslMode(sslMode);
        }
    }

    private void refuse(String name, String observed, String instead) {
        variables.text(name).ifPresent(set -> {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_COMMAND_LINE,
                    "The variable %s cannot be used.".formatted(name),
                    "it is '%s', and %s".formatted(set, observed),
                    Problem.NOTHING_CHANGED,
                    "Unset it, and %s; or give --url, which goes before it.".formatted(instead)));
        });
    }

    private static Stream<String> parts(String list) {
        return Arrays.stream(list.split(",", -1));
    }

    private static String host(String host) {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw Variables.bad("PGHOST", host, "a host name; a socket directory cannot be used");
        }
        if (!host.matches("\\S+")) {
            throw Variables.bad("PGHOST", host, "a host name, or several with commas between them");
        }
        return host;
    }

    private static boolean isMissing(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    private @Nullable String value(String name) {
        return variables.text(name).orElse(null);
    }

    private String value(String name, String otherwise) {
        return variables.text(name).orElse(otherwise);
    }
}
