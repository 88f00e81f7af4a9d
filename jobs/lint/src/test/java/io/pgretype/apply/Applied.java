package io.pgretype.apply;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.SessionPool;
import io.pgretype.database.Database;
import io.pgretype.lint.migration.MigrationOptions;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** Files in a directory, and a database to apply them to. */
final class Applied implements AutoCloseable {

    static final Duration BUDGET = Duration.ofMillis(300);

    private final Path directory;
    private final TestDatabase database = TestDatabase.create();
    private final HikariDataSource pool = SessionPool.of(database.url(), database.user(), database.password());

    Applied(Path directory) {
        this.directory = directory;
    }

    TestDatabase database() {
        return database;
    }

    void file(String name, String sql) {
        try {
            Files.writeString(directory.resolve(name), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> run(String... files) {
        return outcome(false, files).results();
    }

    List<String> dryRun(String... files) {
        return apply(Optional.empty())
                .dryRun(options(true, files), new Activity())
                .results();
    }

    private Outcome outcome(boolean judged, String... files) {
        try (ScratchServer scratch = judged ? scratch() : null) {
            return apply(Optional.ofNullable(scratch)).run(options(!judged, files), new Activity());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> runJudged(String... files) {
        return outcome(true, files).results();
    }

    /** Judged after what the dump holds. */
    List<String> runAfter(String dump, String... files) {
        try (ScratchServer scratch = scratch()) {
            return apply(Optional.of(scratch))
                    .run(options(false, Optional.of(Path.of(dump)), files), new Activity())
                    .results();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Problem refused(String... files) {
        return problem(() -> run(files));
    }

    Problem refusedJudged(String... files) {
        return problem(() -> runJudged(files));
    }

    static Problem problem(Runnable work) {
        return Assertions.catchThrowableOfType(ProblemException.class, work::run)
                .problems()
                .get(0);
    }

    Apply apply(Optional<ScratchServer> scratch) {
        return new Apply(Database.of(pool), directory, scratch);
    }

    static ApplyOptions options(boolean unjudged, String... files) {
        return options(unjudged, Optional.empty(), files);
    }

    static ApplyOptions options(boolean unjudged, Optional<Path> schema, String... files) {
        return new ApplyOptions(
                new MigrationOptions(
                        List.of(),
                        Optional.empty(),
                        Arrays.stream(files).map(Path::of).toList(),
                        Optional.empty(),
                        Map.of()),
                schema,
                BUDGET,
                Duration.ofMinutes(2),
                false,
                unjudged);
    }

    private static ScratchServer scratch() throws SQLException {
        PostgresServer server = PostgresServer.running();
        return ScratchServer.at("jdbc:postgresql://%s:%d/postgres?user=%s&password=%s"
                .formatted(server.host(), server.port(), server.user(), server.password()));
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
