package io.pgretype.shell.connection;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.problem.Secrets;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code --url} takes. */
final class JdbcUrl {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern HOST_ONLY = Pattern.compile("jdbc:postgresql://[^/?]+");

    /** In a parameter's value an @ is one of many characters; anywhere else a password stands before it. */
    private static final Pattern USER_INFO = Pattern.compile("^[^?]*@|[?&][^=&]*@");

    private JdbcUrl() {}

    /**
     * Sets what the URL says.
     *
     * @throws ProblemException {@code bad-command-line}
     */
    static void apply(String url, PGSimpleDataSource settings) {
        // The driver would take user:password@host for a host, a port or a database, which are printed.
        if (!url.startsWith(PREFIX) || USER_INFO.matcher(url).find()) {
            throw malformed(url);
        }
        try {
            settings.setUrl(HOST_ONLY.matcher(url).matches() ? url + "/" : url);
        } catch (RuntimeException e) {
            // Not only IllegalArgumentException; and its message has the URL, password and all.
            throw malformed(url);
        }
    }

    private static ProblemException malformed(String url) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The database's URL cannot be read.",
                Secrets.maskedUrl(url),
                Problem.NOTHING_CHANGED,
                "Give --url (or PGRETYPE_URL) as jdbc:postgresql://HOST:PORT/DATABASE?user=USER,"
                        + " with the password in PGPASSWORD or the password file."));
    }
}
