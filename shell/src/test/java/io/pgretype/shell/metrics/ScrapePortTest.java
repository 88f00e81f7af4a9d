package io.pgretype.shell.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ScrapePortTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void prometheusFetchesWhatIsMeasured() throws Exception {
        Counter.builder("pgretype.rows.filled")
                .tag("change", "file-size")
                .register(registry)
                .increment(7);
        ScrapePort port = port(0);
        port.start();
        try {
            HttpResponse<String> response = get(port, "/metrics");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(ScrapePort.TEXT);
            assertThat(response.body()).contains("pgretype_rows_filled_total{change=\"file-size\"} 7.0");
        } finally {
            port.stop();
        }
        assertThat(port.isRunning()).isFalse();
    }

    @Test
    void aBrowserFindsTheMetricsAndAProbeAnAnswer() throws Exception {
        ScrapePort port = port(0);
        port.start();
        try {
            assertThat(get(port, "/").body()).contains("href=\"/metrics\"");
            assertThat(get(port, "/healthz").body()).isEqualTo("ok\n");
            assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(port, "/nonsense").statusCode()).isEqualTo(404);
        } finally {
            port.stop();
        }
    }

    @Test
    void openMetricsWhenAskedFor() throws Exception {
        ScrapePort port = port(0);
        port.start();
        try {
            HttpResponse<String> response = get(port, "/metrics", ScrapePort.OPEN_METRICS + ",text/plain;q=0.5");

            assertThat(response.headers().firstValue("Content-Type")).hasValue(ScrapePort.OPEN_METRICS);
            assertThat(response.body()).endsWith("# EOF\n");
        } finally {
            port.stop();
        }
    }

    @Test
    void aPortThatIsTakenIsNoFailure() {
        ScrapePort first = port(0);
        first.start();
        try {
            ScrapePort second = port(first.listensOn());
            second.start();
            assertThat(second.isRunning()).isFalse();
            second.stop();
        } finally {
            first.stop();
        }
    }

    private static HttpResponse<String> get(ScrapePort port, String path) throws Exception {
        return get(port, path, "*/*");
    }

    private static HttpResponse<String> get(ScrapePort port, String path, String accept) throws Exception {
        URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port.listensOn(), path));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri).header("Accept", accept).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private ScrapePort port(int number) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("registry", registry);
        return new ScrapePort(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), number),
                beans.getBeanProvider(PrometheusMeterRegistry.class));
    }
}
