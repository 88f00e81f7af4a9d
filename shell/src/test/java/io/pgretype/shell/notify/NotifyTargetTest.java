package io.pgretype.shell.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.problem.ProblemException;
import io.pgretype.shell.environment.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyTargetTest {

    private static final String URL = "https://hooks.example.org/services/T0K3N";

    @Test
    void nobodyIsNotifiedWithoutAUrl() {
        assertThat(NotifyTarget.of(Settings.of(Map.of()))).isEmpty();
    }

    @Test
    void holdsOfTenMinutesAreToldUnlessItIsSaidOtherwise() {
        assertThat(of(URL, "").holdsLongerThan()).hasValue(Duration.ofMinutes(10));
        assertThat(of(URL, "90s").holdsLongerThan()).hasValue(Duration.ofSeconds(90));
        assertThat(of(URL, "none").holdsLongerThan()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.example.org/T0K3N",
                "ftp://hooks.example.org/T0K3N",
                "https:/T0K3N",
                "https:///T0K3N",
                "mailto:T0K3N@example.org",
                "http://under_score/T0K3N",
                "http://host:99999/T0K3N",
                "http://host/T0K3N with a space",
                "T0K3N"
            })
    void whatIsNoUrlIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> of(text, ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The variable PGRETYPE_NOTIFY_URL cannot be used.")
                .hasMessageContaining("it is '***', and takes a URL that begins with http:// or https://")
                .hasNoCause()
                .message()
                .doesNotContain("T0K3N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "10", "soon", "-1m"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> NotifyTarget.of(Settings.of(Map.of("PGRETYPE_NOTIFY_HOLDS_LONGER_THAN", text))))
                .hasMessageContaining("it is '%s', and takes a duration".formatted(text));
    }

    @Test
    void printedItDoesNotSayTheUrl() {
        assertThat(of(URL, "").toString()).doesNotContain("T0K3N");
    }

    private static NotifyTarget of(String url, String holds) {
        Map<String, String> variables = new HashMap<>(Map.of("PGRETYPE_NOTIFY_URL", url));
        variables.put("PGRETYPE_NOTIFY_HOLDS_LONGER_THAN", holds);
        Optional<NotifyTarget> target = NotifyTarget.of(Settings.of(variables));
        return target.orElseThrow();
    }
}
