package io.pgretype.shell.environment;

import io.pgretype.problem.Secrets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be set beside a change: by a key of the configuration file, or by a variable, which goes before it. */
public enum Setting {
    URL("as PGHOST and the other libpq variables say"),
    CHANGES("migrations/changes"),
    METRICS_PORT("not served"),
    METRICS_BIND("127.0.0.1"),
    PUSHGATEWAY("not pushed"),
    NOTIFY_URL("nobody is notified"),
    NOTIFY_HOLDS_LONGER_THAN("10m"),
    HISTORY("~/.local/state/pgretype/history");

    private static final String PREFIX = "PGRETYPE_";

    private final String byDefault;

    Setting(String byDefault) {
        this.byDefault = byDefault;
    }

    /** What holds where nobody sets it, in a few words. */
    public String byDefault() {
        return byDefault;
    }

    /** What may be shown of its value: nothing that is secret. */
    public String shown(String text) {
        return switch (this) {
            case URL, PUSHGATEWAY -> Secrets.maskedUrl(text);
            // Of a webhook the path is what must not be known.
            case NOTIFY_URL -> "***";
            default -> text;
        };
    }

    /** In the configuration file, for example {@code metrics-port}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In the environment, for example {@code PGRETYPE_METRICS_PORT}. */
    public String variable() {
        return PREFIX + name();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    static String allVariables() {
        return Arrays.stream(values()).map(Setting::variable).collect(Collectors.joining(", "));
    }
}
