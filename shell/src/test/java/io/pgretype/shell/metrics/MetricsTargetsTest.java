package io.pgretype.shell.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.problem.ProblemException;
import io.pgretype.shell.environment.Settings;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTargetsTest {

    @ParameterizedTest
    @CsvSource({
        "gateway:9091,                       http://gateway:9091",
        "gateway,                            http://gateway",
        "push_gateway:9091,                  http://push_gateway:9091",
        "10.0.0.5:9091,                      http://10.0.0.5:9091",
        "[::1]:9091,                         http://[::1]:9091",
        "http://me:pw@gateway:9091/metrics,  http://me:pw@gateway:9091/metrics",
        "https://gateway.example.org/push/,  https://gateway.example.org/push/",
    })
    void aGatewayIsAnAddressOrAUrl(String value, String url) {
        assertThat(gateway(value).gateway().map(URL::toString)).contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "9091",
                "-1",
                "0",
                "not a URL",
                ":9091",
                "http://",
                "http://:9091",
                "gateway:abc",
                "gateway:0",
                "gateway:99999",
                "gateway:-1",
                "ftp://gateway",
                "gateway:9091 ",
                "http://me:p@ss/w@gate way"
            })
    void whatIsNeitherIsRefused(String value) {
        assertThatThrownBy(() -> gateway(value))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[bad-command-line] The variable PGRETYPE_PUSHGATEWAY cannot be used.")
                .hasMessageContaining("and takes HOST:PORT, or a URL")
                .hasMessageNotContaining("p@ss");
    }

    @ParameterizedTest
    @CsvSource({"'', 127.0.0.1", "0.0.0.0, 0.0.0.0", "10.0.0.5, 10.0.0.5", "::1, 0:0:0:0:0:0:0:1"})
    void thePortIsThisMachinesAloneIfNothingElseIsSaid(String value, String address) {
        assertThat(bound(value).served()).hasValueSatisfying(served -> {
            assertThat(served.getAddress().getHostAddress()).isEqualTo(address);
            assertThat(served.getPort()).isEqualTo(9464);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "all", "0", "0.0.0.0:9464", "999.0.0.1", ":", "*"})
    void noAddressIsRefused(String value) {
        assertThatThrownBy(() -> bound(value))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("PGRETYPE_METRICS_BIND")
                .hasMessageContaining("an IP address");
    }

    private static MetricsTargets bound(String value) {
        return MetricsTargets.of(Settings.of(Map.of("PGRETYPE_METRICS_PORT", "9464", "PGRETYPE_METRICS_BIND", value)));
    }

    @Test
    void whatIsNotSetOrEmptyIsNowhere() {
        assertThat(MetricsTargets.of(Settings.of(Map.of()))).isEqualTo(gateway(""));
        assertThat(gateway("").gateway()).isEmpty();
        assertThat(gateway("").served()).isEmpty();
    }

    private static MetricsTargets gateway(String value) {
        return MetricsTargets.of(Settings.of(Map.of("PGRETYPE_PUSHGATEWAY", value)));
    }
}
