package io.pgretype.shell.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/** Answers {@code GET /metrics} while the process lives. A port that is taken is a warning, never a failed command. */
public final class ScrapePort implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ScrapePort.class);

    /** Prometheus's text format. */
    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final int port;
    private final ObjectProvider<PrometheusMeterRegistry> registry;
    private @Nullable HttpServer server;

    public ScrapePort(int port, ObjectProvider<PrometheusMeterRegistry> registry) {
        this.port = port;
        this.registry = registry;
    }

    @Override
    public void start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(port), 0);
            started.createContext("/metrics", this::scrape);
            started.start();
            server = started;
        } catch (IOException e) {
            LOG.warn("no metrics on port {}: {}", port, e.getMessage());
        }
    }

    private void scrape(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] metrics = registry.getObject().scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.sendResponseHeaders(200, metrics.length);
            exchange.getResponseBody().write(metrics);
        }
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
