package io.pgretype.shell.metrics;

import io.pgretype.problem.ProblemException;
import io.pgretype.problem.Secrets;
import io.pgretype.shell.environment.Variables;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where metrics can be fetched, and where they are pushed to.
 *
 * @param port where they are served; empty: nowhere
 * @param gateway the Pushgateway, perhaps with user, password and path; empty: they are not pushed
 */
public record MetricsTargets(OptionalInt port, Optional<URL> gateway) {

    private static final String PORT = "PGRETYPE_METRICS_PORT";
    private static final String GATEWAY = "PGRETYPE_PUSHGATEWAY";

    private static final Set<String> PROTOCOLS = Set.of("http", "https");

    /** A host is not only digits: a port alone is no gateway. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(?:(?!\\d+$)[A-Za-z0-9_][\\w.-]*|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d+))?");

    /** @throws ProblemException {@code bad-command-line} for a variable that is set to something else */
    public static MetricsTargets of(Variables variables) {
        return new MetricsTargets(variables.port(PORT), variables.text(GATEWAY).map(MetricsTargets::gateway));
    }

    private static URL gateway(String text) {
        try {
            // A host with an underscore, as Docker's have, is none to URI alone.
            URL url = URI.create(text.contains("://") ? text : "http://" + text).toURL();
            Matcher authority = AUTHORITY.matcher(url.getAuthority());
            if (PROTOCOLS.contains(url.getProtocol())
                    && authority.matches()
                    && (authority.group("port") == null || isPort(url.getPort()))) {
                return url;
            }
        } catch (IllegalArgumentException | MalformedURLException e) {
            // Said below; its message may repeat the URL, password and all.
        }
        throw Variables.bad(
                GATEWAY, Secrets.maskedUrl(text), "HOST:PORT, or a URL that begins with http:// or https://");
    }

    private static boolean isPort(int number) {
        return number > 0 && number < 65_536;
    }
}
