package io.pgretype.shell.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Answers {@code GET /metrics} and {@code /healthz} while the process lives. A port that is taken is a warning, never a
 * failed command.
 */
public final class ScrapePort implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapePort.class);

    /** Prometheus's text format. */
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";

    static final String OPEN_METRICS = OPEN_METRICS_TYPE + "; version=1.0.0; charset=utf-8";

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String PAGE =
            "<!DOCTYPE html><title>pgretype</title><p>pgretype: <a href=\"/metrics\">metrics</a></p>\n";

    private final InetSocketAddress address;
    private final ObjectProvider<PrometheusMeterRegistry> registry;
    private @Nullable HttpServer server;

    public ScrapePort(InetSocketAddress address, ObjectProvider<PrometheusMeterRegistry> registry) {
        this.address = address;
        this.registry = registry;
    }

    @Override
    public void start() {
        try {
            HttpServer started = HttpServer.create(address, 0);
            started.createContext("/metrics", this::scrape);
            started.createContext("/", ScrapePort::answer);
            started.start();
            server = started;
        } catch (IOException e) {
            LOG.warn("no metrics on port {}: {}", address.getPort(), e.getMessage());
        }
    }

    private void scrape(HttpExchange exchange) throws IOException {
        try (exchange) {
            String accepted = exchange.getRequestHeaders()
                    .getOrDefault("Accept", List.of())
                    .toString();
            String type = accepted.contains(OPEN_METRICS_TYPE) ? OPEN_METRICS : TEXT;
            send(exchange, 200, type, registry.getObject().scrape(type));
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> send(exchange, 200, "text/html; charset=utf-8", PAGE);
                case "/healthz" -> send(exchange, 200, PLAIN, "ok\n");
                default -> send(exchange, 404, PLAIN, "not found\n");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Where it really listens; -1 where it does not. */
    int listensOn() {
        HttpServer running = server;
        return running == null ? -1 : running.getAddress().getPort();
    }

    @Override
    public void stop() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** While a run is being stopped its metrics can still be fetched. */
    @Override
    public int getPhase() {
        return 0;
    }
}
