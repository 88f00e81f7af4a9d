package io.pgretype.shell.benchmark;

import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.demo.DemoServer;
import io.pgretype.shell.demo.Figures;
import io.pgretype.shell.demo.PhaseDriver;
import io.pgretype.shell.demo.Teardown;
import io.pgretype.shell.progress.Progress;
import io.pgretype.shell.progress.ProgressDrawer;
import io.pgretype.shell.progress.ProgressWatch;
import io.pgretype.shell.session.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The benchmark from its first line to its last measurement. */
final class BenchmarkScript {

    private static final long MEGABYTE = 1024 * 1024;

    /** A few WAL files. */
    private static final long FULL_MEGABYTES = 64;

    private final PhaseDriver.Opener opener;
    private final Screen screen;
    private final BenchmarkOptions options;
    private final Teardown teardown;
    private final OpenWork open = new OpenWork();
    private final Results results = new Results();
    private final List<TrafficMeasurement> trafficResults = new ArrayList<>();

    /**
     * A benchmark that has not begun.
     *
     * @param teardown takes whatever must be closed at the end
     */
    BenchmarkScript(PhaseDriver.Opener opener, Screen screen, BenchmarkOptions options, Teardown teardown) {
        this.opener = opener;
        this.screen = screen;
        this.options = options;
        this.teardown = teardown;
    }

    /**
     * Measures everything.
     *
     * @throws CancellationException if the teardown was closed by somebody else meanwhile
     */
    ExitStatus play() throws IOException, SQLException, InterruptedException {
        if (!options.alone().isEmpty()) {
            for (BenchmarkCase kind : options.cases()) {
                onItsServer(kind, this::alone);
            }
        }
        if (!options.beside().isEmpty()) {
            onItsServer(trafficCase(), this::withTraffic);
        }
        return ExitStatus.DONE;
    }

    private BenchmarkCase trafficCase() {
        return options.cases().get(0).forTraffic();
    }

    private void onItsServer(BenchmarkCase kind, Part part) throws IOException, SQLException, InterruptedException {
        try (DemoServer server =
                teardown.add(during(kind.name(), "starting PostgreSQL", () -> CaseDatabase.start(kind)))) {
            // After the server, because it is to be closed before it.
            teardown.add(open);
            playOrSayThatTheDiskIsFull(part, new CaseDatabase(kind, server));
        }
    }

    /** A server without room for its WAL ends at once, and its clients see no more than a lost connection. */
    private void playOrSayThatTheDiskIsFull(Part part, CaseDatabase database)
            throws IOException, SQLException, InterruptedException {
        try {
            create(database);
            part.play(database);
        } catch (SQLException e) {
            Path directory = database.server().directory();
            long left = Files.getFileStore(directory).getUsableSpace() / MEGABYTE;
            if (left > FULL_MEGABYTES) {
                throw e;
            }
            throw new SQLException(
                    "%s; the disk under %s is full: %d MB are left"
                            .formatted(e.getMessage(), directory.getParent(), left),
                    e);
        }
    }

    private void create(CaseDatabase database) throws IOException, SQLException, InterruptedException {
        BenchmarkCase kind = database.kind();
        if (results.cases().isEmpty()) {
            line("PostgreSQL %s, %d processors, fsync on; data in %s"
                    .formatted(
                            database.server().version(),
                            Runtime.getRuntime().availableProcessors(),
                            database.server().directory().getParent()));
        }
        long start = System.nanoTime();
        during(kind.name(), "filling the table", () -> {
            database.create();
            return database;
        });
        line("%-28s %-12s %8s  %s"
                .formatted(
                        kind.name(),
                        "(table)",
                        Figures.seconds(Duration.ofNanos(System.nanoTime() - start)),
                        kind.description()));
    }

    private void alone(CaseDatabase database) throws IOException, SQLException, InterruptedException {
        for (int round = 0; round < options.rounds(); round++) {
            for (Method method : options.alone()) {
                alone(database, method);
            }
        }
    }

    private void alone(CaseDatabase database, Method method) throws IOException, SQLException, InterruptedException {
        Measurement measurement = during(
                database.kind().name(), method.description(), () -> new Meter(copyOf(database), open).measure(method));
        results.add(measurement);
        line(ResultTable.line(measurement));
    }

    private void withTraffic(CaseDatabase database) throws IOException, SQLException, InterruptedException {
        String name = database.kind().name();
        double capacity = during(name, "finding what the machine can do", () -> new TrafficMeter(
                        copyOf(database), open, options.length())
                .capacity());
        line("%-28s %-12s %8s  %s statements a second at most"
                .formatted(name, "(traffic)", "", Figures.count(Math.round(capacity))));
        for (Method method : options.beside()) {
            TrafficMeasurement measurement =
                    during(name, method.description() + ", beside traffic", () -> new TrafficMeter(
                                    copyOf(database), open, options.length())
                            .measure(method, capacity / 2));
            trafficResults.add(measurement);
            line("%-28s %-12s %8s  beside traffic: p99 %s, %s without it"
                    .formatted(
                            name,
                            method.text(),
                            Figures.seconds(measurement.took()),
                            Figures.millis(measurement.beside().sinceDue().p99()),
                            Figures.millis(measurement.alone().sinceDue().p99())));
        }
    }

    private Workplace copyOf(CaseDatabase database) throws SQLException {
        if (teardown.isOver()) {
            throw new CancellationException("the benchmark is over");
        }
        return database.copy(opener);
    }

    /** All that was measured until now, also where the benchmark did not come to its end. */
    void report() throws IOException {
        ResultTable.lines(results).forEach(this::line);
        PhasesTable.lines(results).forEach(this::line);
        ScaleTable.lines(results).forEach(this::line);
        TrafficTable.lines(trafficCase(), trafficResults).forEach(this::line);
        Path picture = options.picture();
        if (picture != null && !results.cases().isEmpty()) {
            Files.writeString(picture, Picture.of(results));
            line("");
            line("picture: " + picture);
        }
    }

    /** What is measured on one server, in copies of one table. */
    private interface Part {
        void play(CaseDatabase database) throws IOException, SQLException, InterruptedException;
    }

    private interface Piece<T> {
        T run() throws IOException, SQLException, InterruptedException;
    }

    private <T> T during(String label, String doing, Piece<T> piece)
            throws IOException, SQLException, InterruptedException {
        try (var watch =
                ProgressWatch.start(() -> new Progress(label, null, doing, null), new ProgressDrawer(screen))) {
            return piece.run();
        }
    }

    private void line(String text) {
        screen.results().println(text.stripTrailing());
        screen.results().flush();
    }
}
