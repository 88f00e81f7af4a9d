package io.pgretype.shell.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    private Path home;

    @Test
    void theEnvironmentGoesBeforeTheFileAndTheLineBeforeBoth() throws Exception {
        Path file = write("metrics-port: 9464\nchanges: of-file\npushgateway: gateway:9091\n");
        Settings settings = Settings.of(Map.of(
                        "HOME", home.toString(), "PGRETYPE_CHANGES", "of-environment", "PGRETYPE_PUSHGATEWAY", ""))
                .with(Setting.URL, "--url", "jdbc:postgresql:d");

        assertThat(settings.port(Setting.METRICS_PORT)).hasValue(9464);
        assertThat(settings.origin(Setting.METRICS_PORT)).isEqualTo(file + ":1");
        assertThat(settings.text(Setting.CHANGES)).hasValue("of-environment");
        assertThat(settings.origin(Setting.CHANGES)).isEqualTo("PGRETYPE_CHANGES");
        assertThat(settings.text(Setting.PUSHGATEWAY))
                .as("an empty variable is unset")
                .hasValue("gateway:9091");
        assertThat(settings.origin(Setting.URL)).isEqualTo("--url");
        assertThat(settings.origin(Setting.METRICS_BIND)).isEqualTo("default");
        assertThat(settings.with(Setting.CHANGES, "--changes", "of-line").text(Setting.CHANGES))
                .hasValue("of-line");
    }

    @Test
    void theFileMayBeElsewhereOrMissing() throws Exception {
        Path file = Files.writeString(home.resolve("elsewhere.yaml"), "changes: there\n");

        assertThat(Settings.of(Map.of("PGRETYPE_CONFIG", file.toString())).text(Setting.CHANGES))
                .hasValue("there");
        assertThat(Settings.of(Map.of("HOME", home.toString())).text(Setting.CHANGES))
                .isEmpty();
        assertThatThrownBy(() -> Settings.of(
                        Map.of("PGRETYPE_CONFIG", home.resolve("none.yaml").toString())))
                .hasMessageContaining("none.yaml: it cannot be read");
    }

    @Test
    void theXdgDirectoryGoesBeforeHome() throws Exception {
        write("changes: of-home\n");
        Path xdg = Files.createDirectories(home.resolve("xdg/pgretype")).getParent();
        Files.writeString(xdg.resolve("pgretype/config.yaml"), "changes: of-xdg\n");

        assertThat(Settings.of(Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", xdg.toString()))
                        .text(Setting.CHANGES))
                .hasValue("of-xdg");
        assertThat(Settings.of(Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", "xdg"))
                        .text(Setting.CHANGES))
                .as("a relative path counts as unset")
                .hasValue("of-home");
    }

    @Test
    void aHomeThatIsNoPathHoldsNoFile() {
        assertThat(Settings.of(Map.of("HOME", "/home/\0")).text(Setting.CHANGES))
                .isEmpty();
    }

    @Test
    void aFileOfCommentsSaysNothing() throws Exception {
        write("# changes: there\n\n");

        assertThat(ofHome().text(Setting.CHANGES)).isEmpty();
    }

    @Test
    void whatIsWrongInTheFileIsSaidWithItsLine() throws Exception {
        Path file = write("changes: there\nmetric-port: 9464\n");
        refused(
                this::ofHome,
                file + ":2: unknown key 'metric-port'",
                "use one of changes, history, metrics-bind, metrics-port, notify-holds-longer-than, notify-url, pushgateway, url");

        write("metrics-port: [9464]\n");
        refused(this::ofHome, file + ":1: metrics-port must be a single value", "write one value");

        write("\n\nmetrics-port: abc\n");
        refused(
                () -> ofHome().port(Setting.METRICS_PORT),
                "it is 'abc' (%s:3), and takes a port from 1 to 65535".formatted(file),
                "Correct it in %s:3.".formatted(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "0", "65536", "99999", " ", "1e3", "999999999999999999999999999999"})
    void whatIsNoPortIsRefused(String text) {
        refused(
                () -> Settings.of(Map.of("PGRETYPE_METRICS_PORT", text)).port(Setting.METRICS_PORT),
                "The variable PGRETYPE_METRICS_PORT cannot be used.",
                "a port from 1 to 65535");
    }

    @Test
    void aMistypedVariableIsRefused() {
        refused(
                () -> Settings.of(Map.of("PGRETYPE_METRIC_PORT", "9464")),
                "The variable PGRETYPE_METRIC_PORT is no setting.",
                "PGRETYPE_METRICS_PORT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PGRETYPE_DEBUG=1",
                "PGRETYPE_SERVICE_HOST=10.0.0.7",
                "PGRETYPE_SERVICE_PORT=9464",
                "PGRETYPE_SERVICE_PORT_METRICS=9464",
                "PGRETYPE_PORT=tcp://10.0.0.7:9464",
                "PGRETYPE_PORT_9464_TCP=tcp://10.0.0.7:9464",
                "PGRETYPE_PORT_9464_TCP_ADDR=10.0.0.7",
                "PGRETYPE_JOBS_SERVICE_HOST=10.0.0.7",
                "OTHER=1"
            })
    void othersAreNone(String variable) {
        String[] parts = variable.split("=");

        assertThat(Settings.of(Map.of(parts[0], parts[1])).toString()).isEqualTo("Settings[]");
    }

    private Settings ofHome() {
        return Settings.of(Map.of("HOME", home.toString()));
    }

    private Path write(String text) throws IOException {
        Path directory = Files.createDirectories(home.resolve(".config/pgretype"));
        return Files.writeString(directory.resolve("config.yaml"), text);
    }

    private static void refused(ThrowingCallable call, String observed, String next) {
        assertThatThrownBy(call)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(observed)
                .hasMessageContaining(next);
    }
}
