package io.pgretype.shell.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a method on a fresh copy with an application beside it, and looks what that notices. */
final class TrafficMeter {

    private final Workplace place;
    private final OpenWork open;
    private final TrafficLength length;

    TrafficMeter(Workplace place, OpenWork open, TrafficLength length) {
        this.place = place;
        this.open = open;
        this.length = length;
    }

    /** How many statements a second the application could do, if nobody held it back. */
    double capacity() throws SQLException, InterruptedException {
        SqlClient.execute(place.url(), "checkpoint");
        try (PacedTraffic traffic = PacedTraffic.unpaced(place.url(), place.kind())) {
            sleep(length.warmUp());
            long start = System.nanoTime();
            TrafficPeriod counted = traffic.period();
            sleep(length.capacity());
            traffic.stop();
            double seconds = (System.nanoTime() - start) / 1e9;
            return counted.figures().sinceDue().count() / seconds;
        }
    }

    /**
     * Measures it once, with a pace that leaves it some of the machine. Checkpoints come seldom and hold up everybody, so
     * that a short time without it has more of them by chance than another: it is observed before and after.
     */
    TrafficMeasurement measure(Method method, double statementsPerSecond)
            throws IOException, SQLException, InterruptedException {
        SqlClient.execute(place.url(), "checkpoint");
        try (PacedTraffic traffic = PacedTraffic.paced(place.url(), place.kind(), statementsPerSecond)) {
            sleep(length.warmUp());
            TrafficPeriod alone = traffic.period();
            sleep(length.alone().dividedBy(2));
            traffic.period();
            Work work = open.begin(method.at(place));
            work.prepare();
            sleep(length.settle());
            TrafficPeriod beside = traffic.period();
            long start = System.nanoTime();
            work.run();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            traffic.period();
            sleep(length.settle());
            traffic.goOnWith(alone);
            sleep(length.alone().dividedBy(2));
            traffic.stop();
            return new TrafficMeasurement(method, statementsPerSecond, took, alone.figures(), beside.figures());
        } finally {
            open.close();
        }
    }

    private static void sleep(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
