package io.pgretype.lint;

import io.pgretype.lint.ScratchSource.Scratch;
import io.pgretype.lint.judge.Judgement;
import io.pgretype.lint.judge.Production;
import io.pgretype.lint.migration.FindMigrations;
import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.migration.MigrationOptions;
import io.pgretype.lint.migration.MigrationSet;
import io.pgretype.lint.migration.SchemaDump;
import io.pgretype.lint.replay.Replay;
import io.pgretype.lint.replay.Running;
import io.pgretype.lint.replay.StatementsFile;
import io.pgretype.lint.report.Verdict;
import io.pgretype.lint.report.Verdict.Note;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.settings.LintSettings;
import io.pgretype.lint.stats.Statistics;
import io.pgretype.lint.stats.StatisticsFile;
import io.pgretype.lint.trace.ToolSession;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries migrations and judges them. */
public final class Lint {

    private final Path directory;
    private final LintSettings settings;
    private final ScratchSource source;

    /**
     * Lint for a team.
     *
     * @param directory from which paths are
     * @param source asked for a server only where there is something to try
     */
    public Lint(Path directory, LintSettings settings, ScratchSource source) {
        this.directory = directory;
        this.settings = settings;
        this.source = source;
    }

    /**
     * What is found in the migrations that a branch adds, or in these.
     *
     * @param files those to judge; none for what the branch adds
     * @throws ProblemException where there is nothing to look at, or no server
     */
    public Verdict judge(List<Path> files) throws SQLException {
        MigrationOptions options = new MigrationOptions(
                settings.migrations(), settings.base(), files, settings.tool(), settings.placeholders());
        MigrationSet set = new FindMigrations(directory).find(options);
        Optional<Migration> dump = settings.schema().map(schema -> new SchemaDump(directory, schema).read(options));
        List<Finding> findings =
                new ArrayList<>(set.changed().stream().map(Edits::finding).toList());
        List<Note> notes = new ArrayList<>(Notes.of(set.unresolved(), dump.isPresent()));
        String server = set.added().isEmpty() ? "" : tried(set, dump, findings, notes);
        return new Verdict(
                server,
                set.added().stream().map(Migration::file).distinct().toList(),
                set.added().stream()
                        .mapToInt(migration -> migration.statements().size())
                        .sum(),
                findings,
                notes);
    }

    /** Adds what is found, and says the server's version. */
    private String tried(MigrationSet set, Optional<Migration> dump, List<Finding> findings, List<Note> notes)
            throws SQLException {
        try (Scratch scratch = source.open(settings.postgres());
                ScratchServer server = ScratchServer.at(scratch.url())) {
            refuseOtherMajor(server.major());
            try (Base base = Base.of(server, dump, set.before())) {
                notes.addAll(Notes.of(base.failures()));
                // They are no findings of the branch.
                findings.addAll(judged(new Base(base.database(), List.of()), set.added(), notes));
            }
            return version(scratch.url());
        }
    }

    private List<Finding> judged(Base base, List<Migration> added, List<Note> notes) throws SQLException {
        Statistics sizes = settings.stats()
                .map(file -> StatisticsFile.read(directory.resolve(file)))
                .orElse(Statistics.NONE);
        List<Running> statements = settings.statements()
                .map(file -> StatementsFile.read(directory, file))
                .orElse(List.of());
        try (Replay release = Replay.in(base.database(), statements)) {
            notes.addAll(Notes.ofRelease(release.failing()));
            return Judgement.in(base, session(), new Production(sizes, release), added)
                    .findings();
        }
    }

    private ToolSession session() {
        return settings.lockTimeout()
                .map(timeout -> ToolSession.withLockTimeout(timeout.toMillis() + "ms"))
                .orElseGet(ToolSession::plain);
    }

    private void refuseOtherMajor(int major) {
        if (settings.postgres().isPresent() && settings.postgres().getAsInt() != major) {
            throw new ProblemException(new Problem(
                    ProblemCode.NO_SCRATCH_SERVER,
                    "The server to try migrations on is of another version than production.",
                    "PostgreSQL %d, not %d".formatted(major, settings.postgres().getAsInt()),
                    Problem.NOTHING_CHANGED,
                    "Name a server of that version, or another version by --postgres."));
        }
    }

    private static String version(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            // Debian's has more words: 18.6 (Debian 18.6-1).
            return connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
        }
    }
}
