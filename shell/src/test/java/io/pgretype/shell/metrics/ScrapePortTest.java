package io.pgretype.shell.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:%d/metrics".formatted(port.listensOn())))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(ScrapePort.TEXT);
            assertThat(response.body()).contains("pgretype_rows_filled_total{change=\"file-size\"} 7.0");
        } finally {
            port.stop();
        }
        assertThat(port.isRunning()).isFalse();
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

    private ScrapePort port(int number) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("registry", registry);
        return new ScrapePort(number, beans.getBeanProvider(PrometheusMeterRegistry.class));
    }
}
