package io.pgretype.shell.demo;

import io.pgretype.phase.Activity;
import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.traffic.Traffic;
import io.pgretype.shell.traffic.TrafficOptions;
import io.pgretype.shell.traffic.TrafficReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** The demo from its first line to its last. */
final class DemoScript {

    private final PhaseDriver.Opener opener;
    private final DemoLines lines;
    private final DemoOptions options;
    private final Scenario scenario;
    private final Teardown teardown;

    /**
     * A demo that has not begun.
     *
     * @param teardown takes whatever must be closed at the end
     */
    DemoScript(PhaseDriver.Opener opener, DemoLines lines, DemoOptions options, Teardown teardown) {
        this.opener = opener;
        this.lines = lines;
        this.options = options;
        this.scenario = options.scenario().open();
        this.teardown = teardown;
    }

    /**
     * Plays it.
     *
     * @throws CancellationException if the teardown was closed by somebody else meanwhile
     */
    ExitStatus play() throws IOException, SQLException, InterruptedException {
        lines.line(scenario.heading());
        lines.line("");
        DemoServer server = server();
        table(server);
        PhaseDriver driver = driver(server);
        lines.note("before", scenario.before(server.url()));
        Traffic traffic = trafficAlone(server);
        lines.line("");
        ExitStatus status = migrate(driver, traffic, server);
        if (options.keep()) {
            server.keep().forEach(lines::line);
        }
        return status;
    }

    private DemoServer server() throws IOException, SQLException, InterruptedException {
        long start = System.nanoTime();
        DemoServer server = teardown.add(lines.during("server", "starting PostgreSQL", DemoServer::start));
        lines.done("server", since(start), "PostgreSQL %s on port %d".formatted(server.version(), server.port()));
        lines.note("", "data in " + server.directory());
        return server;
    }

    private void table(DemoServer server) throws IOException, SQLException, InterruptedException {
        long start = System.nanoTime();
        String tables = lines.during(
                "table", scenario.creating(options.rows()), () -> scenario.create(server.url(), options.rows()));
        lines.done("table", since(start), tables);
    }

    private PhaseDriver driver(DemoServer server) throws IOException {
        Path changes = Files.createDirectories(server.directory().resolve("changes"));
        Files.writeString(changes.resolve(scenario.change() + ".yaml"), scenario.changeFile());
        return teardown.add(opener.open(server.url(), changes));
    }

    /** What the statements cost without the migration; not counting those that a cold JVM slows down. */
    private Traffic trafficAlone(DemoServer server) throws IOException, SQLException, InterruptedException {
        TrafficOptions kind = scenario.traffic();
        Traffic traffic = teardown.add(new Traffic(server.url(), kind, TrafficLines.WARM_UP));
        traffic.start();
        boolean small = options.rows() < 300_000;
        pause(Duration.ofSeconds(small ? 1 : 2));
        traffic.period(TrafficLines.ALONE);
        long start = System.nanoTime();
        lines.during("traffic", "alone, to see what it takes without a migration", () -> {
            pause(Duration.ofSeconds(small ? 2 : 5));
            return true;
        });
        lines.done(
                "traffic",
                since(start),
                "alone: %d sessions, %d of them without precautions, %.0f statements/s"
                        .formatted(kind.sessions(), kind.careless(), kind.statementsPerSecond()));
        return traffic;
    }

    private ExitStatus migrate(PhaseDriver driver, Traffic traffic, DemoServer server)
            throws IOException, SQLException, InterruptedException {
        DemoPhases phases = new DemoPhases(driver, scenario.change(), options.rows());
        DemoProgress progress = new DemoProgress(driver, traffic, scenario.change());
        List<DemoPhase> done = new ArrayList<>();
        for (DemoStep step : scenario.steps()) {
            traffic.period(step.name());
            Activity activity = new Activity();
            DemoPhase phase = lines.during(() -> progress.of(step, activity), () -> phases.run(step, activity));
            goOn();
            lines.done(step.name(), phase.took(), phase.did());
            done.add(phase);
            if (phase.outcome().exitStatus() != ExitStatus.DONE) {
                phase.outcome().problems().forEach(problem -> lines.line(problem.text()));
                TrafficLines.of(traffic.stop(), done).forEach(lines::line);
                return phase.outcome().exitStatus();
            }
            if (step.changesColumns()) {
                // What it does to statements that are prepared already is felt when they are run next.
                pause(Duration.ofSeconds(1));
            }
            if (step.name().equals(DemoStep.LAST_CUTOVER)) {
                scenario.cutOver(server.url(), lines, this::pause);
            }
        }
        traffic.period(TrafficLines.AFTERWARDS);
        traffic.widen();
        pause(Duration.ofSeconds(2));
        TrafficReport report = traffic.stop();
        lines.note("after", scenario.after(server.url()));
        DemoSummary summary = new DemoSummary(
                scenario.changed(options.rows()), done, report, phases.mismatches(), scenario.proof(server.url()));
        summary.lines().forEach(lines::line);
        Path page = Files.createTempFile("pgretype-demo-", ".html");
        Files.writeString(page, driver.report(scenario.change()));
        lines.line("All of it as a page, with charts: " + page);
        return summary.exitStatus();
    }

    private void pause(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            goOn();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void goOn() {
        if (teardown.isOver()) {
            throw new CancellationException("the demo is over");
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
