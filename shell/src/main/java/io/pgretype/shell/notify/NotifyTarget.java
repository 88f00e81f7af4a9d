package io.pgretype.shell.notify;

import io.pgretype.change.Durations;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.environment.Setting;
import io.pgretype.shell.environment.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where notifications are sent to, and which holds are worth one.
 *
 * @param url of the webhook: who knows it may write there, so it is never printed
 * @param holdsLongerThan empty: no hold is
 */
public record NotifyTarget(URI url, Optional<Duration> holdsLongerThan) {

    private static final String NEVER = "none";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MOST_PORTS = 65_535;

    /**
     * Empty where nobody is to be notified.
     *
     * @throws ProblemException {@code bad-command-line} for a setting that is something else
     */
    public static Optional<NotifyTarget> of(Settings settings) {
        Optional<Duration> holds = holdsLongerThan(settings);
        return settings.text(Setting.NOTIFY_URL).map(text -> new NotifyTarget(url(text, settings), holds));
    }

    private static URI url(String text, Settings settings) {
        try {
            URI url = URI.create(text);
            if (url.getScheme() != null
                    && SCHEMES.contains(url.getScheme())
                    && url.getHost() != null
                    && url.getPort() != 0
                    && url.getPort() <= MOST_PORTS) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below; its message repeats the URL.
        }
        throw settings.bad(
                Setting.NOTIFY_URL,
                Setting.NOTIFY_URL.shown(text),
                "a URL that begins with http:// or https:// and a host");
    }

    private static Optional<Duration> holdsLongerThan(Settings settings) {
        String text =
                settings.text(Setting.NOTIFY_HOLDS_LONGER_THAN).orElse(Setting.NOTIFY_HOLDS_LONGER_THAN.byDefault());
        if (text.equals(NEVER)) {
            return Optional.empty();
        }
        try {
            Duration duration = Durations.parse(text);
            if (!duration.isZero()) {
                return Optional.of(duration);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw settings.bad(
                Setting.NOTIFY_HOLDS_LONGER_THAN, text, "a duration such as 90s, 10m or 1h, or none for no such news");
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return "NotifyTarget[holdsLongerThan=%s]".formatted(holdsLongerThan);
    }
}
