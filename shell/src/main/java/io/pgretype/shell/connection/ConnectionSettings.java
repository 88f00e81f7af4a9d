package io.pgretype.shell.connection;

import io.pgretype.problem.Secrets;
import io.pgretype.shell.environment.Variables;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is and who asks. What neither the URL nor a variable says is as with libpq: localhost, port 5432,
 * the operating system's user, a database of that user's name, a password from the password file.
 */
public final class ConnectionSettings {

    private final @Nullable String url;
    private final LibpqVariables variables;
    private final PGSimpleDataSource settled;

    private ConnectionSettings(@Nullable String url, LibpqVariables variables) {
        this.url = url;
        this.variables = variables;
        this.settled = settle();
    }

    /**
     * The settings of a URL and the environment.
     *
     * @param url a {@code jdbc:postgresql:} URL, null to go by the variables alone; what it leaves out they fill in
     * @throws io.pgretype.problem.ProblemException {@code bad-command-line}
     */
    public static ConnectionSettings of(@Nullable String url, Map<String, String> environment) {
        return new ConnectionSettings(url, new LibpqVariables(new Variables(environment)));
    }

    /** Opens a session for each connection; not pooled. */
    DataSource sessions() {
        return settle();
    }

    /** The same, but whoever waits for an answer longer than that gets an error. */
    DataSource sessions(Duration patience) {
        PGSimpleDataSource sessions = settle();
        sessions.setSocketTimeout(Math.toIntExact(patience.toSeconds()));
        return sessions;
    }

    private PGSimpleDataSource settle() {
        var settings = new PGSimpleDataSource();
        if (url == null) {
            variables.fillPlace(settings);
        } else {
            JdbcUrl.apply(url, settings);
        }
        variables.fillRest(settings);
        settings.setApplicationName("pgretype");
        settings.setTcpKeepAlive(true);
        return settings;
    }

    /** A JDBC URL that says all of it, the password too. */
    String url() {
        String url = settled.getURL();
        String user = parameter("user", settled.getUser());
        String password = parameter("password", settled.getPassword());
        return url + (url.contains("?") ? "" : "?") + user + password;
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&%s=%s".formatted(name, URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** Host and port; several, with commas between them, where several were given. */
    public String address() {
        String[] hosts = settled.getServerNames();
        int[] ports = settled.getPortNumbers();
        return IntStream.range(0, hosts.length)
                .mapToObj(i -> "%s:%d".formatted(hosts[i], ports[i]))
                .collect(Collectors.joining(","));
    }

    public String user() {
        return orEmpty(settled.getUser());
    }

    public String database() {
        return orEmpty(settled.getDatabaseName());
    }

    /** What was asked for as to TLS; the driver's default is to prefer it. */
    String sslMode() {
        String mode = settled.getSslMode();
        return mode == null ? "prefer" : mode;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Host, port and database, without a password. */
    public String place() {
        return Secrets.masked("%s/%s".formatted(address(), database()));
    }

    /** For people; says no password, even where a mistyped URL makes one part of the database's name. */
    @Override
    public String toString() {
        return Secrets.masked("%s@%s/%s".formatted(user(), address(), database()));
    }
}
