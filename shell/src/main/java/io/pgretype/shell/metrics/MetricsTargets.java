package io.pgretype.shell.metrics;

import io.pgretype.problem.ProblemException;
import io.pgretype.problem.Secrets;
import io.pgretype.shell.environment.Setting;
import io.pgretype.shell.environment.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where metrics can be fetched, and where they are pushed to.
 *
 * @param served the address and port where they are served; empty: nowhere
 * @param gateway the Pushgateway, perhaps with user, password and path; empty: they are not pushed
 */
public record MetricsTargets(Optional<InetSocketAddress> served, Optional<URL> gateway) {

    /** Digits alone would be a number for the whole address. What is neither of these would be a name to look up. */
    private static final Pattern ADDRESS = Pattern.compile("\\d+(?:\\.\\d+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Set<String> PROTOCOLS = Set.of("http", "https");

    /** A host is not only digits: a port alone is no gateway. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:[^@]*@)?(?:(?!\\d+$)[A-Za-z0-9_][\\w.-]*|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d+))?");

    /** @throws ProblemException {@code bad-command-line} for a setting that is something else */
    public static MetricsTargets of(Settings settings) {
        InetAddress address = settings.text(Setting.METRICS_BIND)
                .map(text -> address(text, settings))
                .orElse(InetAddress.getLoopbackAddress());
        OptionalInt port = settings.port(Setting.METRICS_PORT);
        return new MetricsTargets(
                port.isEmpty() ? Optional.empty() : Optional.of(new InetSocketAddress(address, port.getAsInt())),
                settings.text(Setting.PUSHGATEWAY).map(text -> gateway(text, settings)));
    }

    private static InetAddress address(String text, Settings settings) {
        try {
            if (ADDRESS.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // Said below.
        }
        throw settings.bad(Setting.METRICS_BIND, text, "an IP address of this machine; 0.0.0.0 means all of them");
    }

    private static URL gateway(String text, Settings settings) {
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
        throw settings.bad(
                Setting.PUSHGATEWAY,
                Secrets.maskedUrl(text),
                "HOST:PORT, or a URL that begins with http:// or https://");
    }

    private static boolean isPort(int number) {
        return number > 0 && number < 65_536;
    }
}
