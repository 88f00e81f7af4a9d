package io.pgretype.shell.benchmark;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemException;
import io.pgretype.run.Activity;
import io.pgretype.run.Outcome;
import io.pgretype.shell.demo.PhaseDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The phase {@code backfill} as an operator's command runs it, from its first statement to its last: dividing the
 * table, measuring and Spring Batch's bookkeeping included. {@code expand} comes before and is not measured.
 */
final class PgretypeBackfill implements Work {

    static final String CHANGE = "benchmark";

    private static final String CHANGE_FILE = """
            table: public.file
            columns:
              file_size:
                type: bigint
            limits:
              workers: %d
            """;

    private final Workplace place;
    private final int workers;
    private @Nullable PhaseDriver driver;

    PgretypeBackfill(Workplace place, int workers) {
        this.place = place;
        this.workers = workers;
    }

    @Override
    public void prepare() throws IOException {
        Path changes = Files.createDirectories(changes(place));
        Files.writeString(changes.resolve(CHANGE + ".yaml"), CHANGE_FILE.formatted(workers));
        PhaseDriver opened = place.opener().open(place.url(), changes);
        driver = opened;
        run(opened, PhaseCommand.EXPAND);
    }

    /** Where the change file is. */
    static Path changes(Workplace place) {
        return place.directory().resolve("changes");
    }

    @Override
    public void run() {
        run(Objects.requireNonNull(driver, "prepared before"), PhaseCommand.BACKFILL);
    }

    private static void run(PhaseDriver driver, PhaseCommand command) {
        Outcome outcome = driver.run(command, CHANGE, Set.of(), new Activity());
        if (outcome.exitStatus() != ExitStatus.DONE) {
            throw new ProblemException(outcome.problems());
        }
    }

    @Override
    public void close() {
        PhaseDriver opened = driver;
        driver = null;
        if (opened != null) {
            opened.close();
        }
    }
}
