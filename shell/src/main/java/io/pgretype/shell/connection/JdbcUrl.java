package io.pgretype.shell.connection;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** What {@code --url} takes. */
final class JdbcUrl {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern HOST_ONLY = Pattern.compile("jdbc:postgresql://[^/?]+");
    private static final Pattern USER_INFO = Pattern.compile("//[^/?\\s]*@");
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password=)[^&\\s]*");

    private JdbcUrl() {}

    /**
     * Sets what the URL says.
     *
     * @throws ProblemException {@code bad-command-line}
     */
    static void apply(String url, PGSimpleDataSource settings) {
        // The driver takes user:password@host for a port and logs it, so such a URL must not reach it.
        if (!url.startsWith(PREFIX) || USER_INFO.matcher(url).find()) {
            throw malformed(url);
        }
        try {
            settings.setUrl(HOST_ONLY.matcher(url).matches() ? url + "/" : url);
        } catch (IllegalArgumentException e) {
            throw malformed(url);
        }
    }

    private static ProblemException malformed(String url) {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The database's URL cannot be read.",
                redact(url),
                Problem.NOTHING_CHANGED,
                "Give --url (or PGRETYPE_URL) as jdbc:postgresql://HOST:PORT/DATABASE?user=USER,"
                        + " with the password in PGPASSWORD or the password file."));
    }

    static String redact(String text) {
        return PASSWORD.matcher(USER_INFO.matcher(text).replaceAll("//***@")).replaceAll("$1***");
    }
}
