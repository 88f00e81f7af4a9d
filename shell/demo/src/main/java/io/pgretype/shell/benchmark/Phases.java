package io.pgretype.shell.benchmark;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.demo.PhaseDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The phases of one change, as an operator's commands run them. */
final class Phases implements AutoCloseable {

    static final String CHANGE = "benchmark";

    private static final String CHANGE_FILE = """
            table: public.file
            columns:
              file_size:
                type: bigint
            soak: 0s
            limits:
              workers: %d
            """;

    private final PhaseDriver driver;

    private Phases(PhaseDriver driver) {
        this.driver = driver;
    }

    static Phases open(Workplace place, int workers) throws IOException {
        Path changes = Files.createDirectories(changes(place));
        Files.writeString(changes.resolve(CHANGE + ".yaml"), CHANGE_FILE.formatted(workers));
        return new Phases(place.opener().open(place.url(), changes));
    }

    /** Where the change file is. */
    static Path changes(Workplace place) {
        return place.directory().resolve("changes");
    }

    /** @throws ProblemException if it refused */
    void run(PhaseCommand command) {
        Outcome outcome = driver.run(command, CHANGE, Set.of(), new Activity());
        if (outcome.exitStatus() != ExitStatus.DONE) {
            throw new ProblemException(outcome.problems());
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
