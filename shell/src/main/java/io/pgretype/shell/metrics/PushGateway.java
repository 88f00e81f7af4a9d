package io.pgretype.shell.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives the metrics of each change to a Prometheus Pushgateway, now and then and at the end: a short run is over before
 * anybody scrapes it. A gateway that does not answer is one warning, never a failed command.
 */
public final class PushGateway implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PushGateway.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern CHANGE_LABEL = Pattern.compile("[{,]change=\"([^\"]*)\"");

    private final URL target;
    private final Supplier<Optional<PrometheusMeterRegistry>> registry;
    private final AtomicBoolean warned = new AtomicBoolean();
    private @Nullable ScheduledExecutorService thread;

    /**
     * A gateway at that address.
     *
     * @param target perhaps with user and password
     * @param registry empty while nothing was measured
     */
    public PushGateway(URL target, Supplier<Optional<PrometheusMeterRegistry>> registry) {
        this.target = target;
        this.registry = registry;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "pushgateway");
            daemon.setDaemon(true);
            return daemon;
        });
        var unused = started.scheduleWithFixedDelay(
                this::push, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    /** Replaces what the gateway has of each change; other changes' metrics there stay. */
    private void push() {
        try {
            Optional<PrometheusMeterRegistry> measured = registry.get();
            if (measured.isPresent()) {
                String metrics = measured.get().scrape();
                for (String change : changes(measured.get())) {
                    put(change, of(change, metrics));
                }
            }
        } catch (IOException e) {
            warn(e.toString());
        } catch (RuntimeException e) {
            // Its message may repeat the URL, password and all.
            warn("they could not be sent (%s)".formatted(e.getClass().getSimpleName()));
        }
    }

    private void warn(String why) {
        if (!warned.getAndSet(true)) {
            LOG.warn("no metrics to the Pushgateway of PGRETYPE_PUSHGATEWAY: {}", why);
        }
    }

    private static Set<String> changes(PrometheusMeterRegistry measured) {
        return measured.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag("change"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Without the series of other changes: the gateway would take them for this one's. */
    private static String of(String change, String metrics) {
        return metrics.lines()
                .filter(line -> {
                    var label = CHANGE_LABEL.matcher(line);
                    return line.startsWith("#")
                            || !label.find()
                            || label.group(1).equals(change);
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void put(String change, String metrics) throws IOException {
        String path = target.getPath().replaceAll("/$", "");
        URI group = URI.create("%s://%s%s%s/metrics/job/pgretype/change/%s"
                .formatted(
                        target.getProtocol(),
                        target.getHost(),
                        target.getPort() < 0 ? "" : ":" + target.getPort(),
                        path,
                        change));
        var connection = (HttpURLConnection) group.toURL().openConnection();
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", ScrapePort.TEXT);
        if (target.getUserInfo() != null) {
            byte[] user = target.getUserInfo().getBytes(StandardCharsets.UTF_8);
            connection.setRequestProperty(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
        }
        try (OutputStream body = connection.getOutputStream()) {
            body.write(metrics.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status / 100 != 2) {
            throw new IOException("it answers HTTP status " + status);
        }
    }

    /** The last figures. */
    @Override
    public void stop() {
        ScheduledExecutorService running = thread;
        if (running != null) {
            running.shutdownNow();
            thread = null;
            push();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** After the run was stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
