package io.pgretype.shell.traffic;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An application that reads and writes its tables until it is stopped.
 *
 * <p>Nobody else may write their rows meanwhile: each session takes an answer that is not what it wrote last for an
 * error.
 */
public final class Traffic implements AutoCloseable {

    private final String url;
    private final TrafficOptions options;
    private final Observations seen;
    private final AtomicBoolean wide = new AtomicBoolean();
    private final List<TrafficSession> sessions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param url a JDBC URL with all that a connection needs
     * @param firstPeriod the name of the period that begins with {@link #start}
     */
    public Traffic(String url, TrafficOptions options, String firstPeriod) {
        this.url = url;
        this.options = options;
        this.seen = new Observations(firstPeriod);
    }

    /**
     * Reads which rows there are and lets the sessions go.
     *
     * @throws SQLException if there is no such table or no connection; no session runs then
     */
    public void start() throws SQLException {
        SplittableRandom seeds = new SplittableRandom(options.seed());
        for (Application.Share share : shares()) {
            Client client = sessions.size() < options.careless() ? Client.CARELESS : Client.CAREFUL;
            Choice choice = new Choice(seeds.split(), wide::get);
            sessions.add(new TrafficSession(() -> connect(client), options, new Noticed(seen, client), choice, share));
        }
        for (int i = 0; i < sessions.size(); i++) {
            Thread thread = new Thread(sessions.get(i), "traffic-" + (i + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** From now on what happens is counted under that name; a name that was there before goes on counting. */
    public void period(String name) {
        seen.period(name);
    }

    /** From now on some sizes exceed an integer: only after the cutover, and then there is no way back. */
    public void widen() {
        wide.set(true);
    }

    /** What was noticed so far. */
    public TrafficReport report() {
        return seen.report();
    }

    /** Lets each session end the transaction it is in; cuts off one that is still stuck after half a minute. */
    public TrafficReport stop() {
        sessions.forEach(TrafficSession::stop);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        sessions.forEach(TrafficSession::cutOff);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return seen.report();
    }

    @Override
    public void close() {
        stop();
    }

    private List<Application.Share> shares() throws SQLException {
        try (Connection connection = connect(Client.CAREFUL)) {
            return options.application().shares(connection, options.sessions());
        }
    }

    private Connection connect(Client client) throws SQLException {
        Properties properties = client.properties();
        options.application().settings().forEach(properties::setProperty);
        return DriverManager.getConnection(url, properties);
    }
}
