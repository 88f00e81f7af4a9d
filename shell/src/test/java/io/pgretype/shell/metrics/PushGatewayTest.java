package io.pgretype.shell.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pgretype.shell.environment.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushGatewayTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, String> pushed = new ConcurrentHashMap<>();
    private volatile String credentials = "";
    private volatile int answer = 200;
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                credentials = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                pushed.put(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body);
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        server.start();
        count("file-size", 7);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void theLastFiguresOfAChangeArePushedAtTheEnd() {
        endOn("127.0.0.1:" + port());

        assertThat(pushed).containsOnlyKeys("PUT /metrics/job/pgretype/change/file-size");
        assertThat(pushed.values()).allSatisfy(body -> assertThat(body)
                .contains("pgretype_rows_filled_total{change=\"file-size\"} 7.0\n")
                .contains("# TYPE pgretype_rows_filled_total counter\n"));
    }

    @Test
    void eachChangeGetsItsOwnSeries() {
        count("other", 8);
        Counter.builder("pool").register(registry).increment();

        endOn("127.0.0.1:" + port());

        assertThat(pushed.get("PUT /metrics/job/pgretype/change/other"))
                .contains("change=\"other\"", "pool_total 1.0")
                .doesNotContain("file-size");
        assertThat(pushed.get("PUT /metrics/job/pgretype/change/file-size")).doesNotContain("other");
    }

    @Test
    void theGatewayMayHaveAPathAndAPassword() {
        endOn("http://me:secret@127.0.0.1:%d/gateway/".formatted(port()));

        assertThat(pushed).containsOnlyKeys("PUT /gateway/metrics/job/pgretype/change/file-size");
        assertThat(credentials).isEqualTo("Basic bWU6c2VjcmV0");
    }

    @Test
    void nothingIsPushedWhereNothingWasMeasured() {
        var gateway = new PushGateway(url("127.0.0.1:" + port()), Optional::empty);
        gateway.start();
        gateway.stop();

        assertThat(pushed).isEmpty();
    }

    @Test
    void aGatewayThatRefusesOrIsNotThereIsNoFailure() {
        answer = 500;
        endOn("127.0.0.1:" + port());
        server.stop(0);
        endOn("127.0.0.1:" + port());
    }

    private void endOn(String target) {
        var gateway = new PushGateway(url(target), () -> Optional.of(registry));
        gateway.start();
        assertThat(gateway.isRunning()).isTrue();
        gateway.stop();
        assertThat(gateway.isRunning()).isFalse();
    }

    private static URL url(String target) {
        return MetricsTargets.of(Settings.of(Map.of("PGRETYPE_PUSHGATEWAY", target)))
                .gateway()
                .orElseThrow();
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void count(String change, int rows) {
        Counter.builder("pgretype.rows.filled")
                .tag("change", change)
                .register(registry)
                .increment(rows);
    }
}
