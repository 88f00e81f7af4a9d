package io.pgretype.apply;

import io.pgretype.database.Database;
import io.pgretype.ledger.AppliedFiles;
import io.pgretype.ledger.AppliedFiles.AppliedFile;
import io.pgretype.ledger.Ledger;
import io.pgretype.lint.migration.FindMigrations;
import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.migration.MigrationSet;
import io.pgretype.lint.migration.SchemaDump;
import io.pgretype.lint.migration.Unresolved;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** The way in: migration files, run on a real database. */
public final class Apply {

    private final Database database;
    private final Path directory;
    private final Optional<ScratchServer> scratch;

    /**
     * Applies files to a database.
     *
     * @param directory from which paths are
     * @param scratch where files are tried before
     */
    public Apply(Database database, Path directory, Optional<ScratchServer> scratch) {
        this.database = database;
        this.directory = directory.toAbsolutePath().normalize();
        this.scratch = scratch;
    }

    /** What is known of the files before any of them is run. */
    private record Preparation(List<Script> scripts, ExpectedLocks expected) {}

    /**
     * Runs the files, one after another, from where an earlier run of them ended.
     *
     * @throws ProblemException where they may not be run, or one fails; what was done is noted
     */
    public Outcome run(ApplyOptions options, Activity activity) {
        return translated(() -> apply(options, activity));
    }

    private Outcome apply(ApplyOptions options, Activity activity) throws SQLException {
        activity.doing("reading the files");
        MigrationSet set = migrations(options);
        Ledger ledger = new Ledger(database);
        refuseUnjudged(options);
        List<Script> scripts = scripts(set);
        refuseEdited(scripts, ledger);
        Preparation preparation = prepare(options, set, scripts, ledger);
        ledger.schema().install();
        List<String> results = new ArrayList<>();
        try (ScriptSession session = ScriptSession.open(database)) {
            Place place = new Place(Database.of(session), database);
            for (Script script : preparation.scripts()) {
                results.addAll(new ScriptRun(script, place, options, preparation.expected(), activity).run());
            }
        }
        return Outcome.done(results);
    }

    /** What {@link #run} would do, as text; changes nothing. */
    public Outcome dryRun(ApplyOptions options, Activity activity) {
        return translated(() -> describe(options, activity));
    }

    private interface Work {
        Outcome outcome() throws SQLException;
    }

    private static Outcome translated(Work work) {
        try {
            return work.outcome();
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("apply", null, e);
        }
    }

    private Outcome describe(ApplyOptions options, Activity activity) throws SQLException {
        activity.doing("reading the files");
        MigrationSet set = migrations(options);
        refuseUnjudged(options);
        Ledger ledger = new Ledger(database);
        List<Script> scripts = scripts(set);
        refuseEdited(scripts, ledger);
        Preparation preparation = prepare(options, set, scripts, ledger);
        DryRun text = new DryRun(options, preparation.expected());
        return Outcome.done(preparation.scripts().stream()
                .flatMap(script -> text.lines(script, done(ledger, script)).stream())
                .toList());
    }

    private MigrationSet migrations(ApplyOptions options) {
        if (options.migrations().files().isEmpty()) {
            throw new ProblemException(new Problem(
                    ProblemCode.NO_MIGRATIONS,
                    "There is nothing to apply.",
                    "no file was named",
                    Problem.NOTHING_CHANGED,
                    "Name the files, in their order: ./pgretype apply FILE…"));
        }
        MigrationSet set = new FindMigrations(directory).find(options.migrations());
        set.unresolved().stream().filter(Unresolved::added).findFirst().ifPresent(unresolved -> {
            throw new ProblemException(new Problem(
                    ProblemCode.MIGRATION_NOT_APPLICABLE,
                    "%s:%d cannot be applied.".formatted(unresolved.file(), unresolved.line()),
                    unresolved.reason(),
                    Problem.NOTHING_CHANGED,
                    "Write it in SQL, or run this file with its own tool."));
        });
        return set;
    }

    private void refuseUnjudged(ApplyOptions options) {
        if (scratch.isEmpty() && !options.unjudged()) {
            throw new ProblemException(new Problem(
                    ProblemCode.MIGRATION_UNJUDGED,
                    "Nobody has looked at what these files do.",
                    "there is no scratch server on which they could be tried",
                    Problem.NOTHING_CHANGED,
                    "Name one with --scratch URL, or run them unjudged: --unjudged."));
        }
    }

    private List<Script> scripts(MigrationSet set) {
        Map<Path, List<Migration>> byFile = new LinkedHashMap<>();
        set.added().forEach(migration -> byFile.computeIfAbsent(migration.file(), file -> new ArrayList<>())
                .add(migration));
        return byFile.entrySet().stream()
                .map(file -> Script.of(directory, file.getKey(), text(file.getKey()), file.getValue()))
                .toList();
    }

    private String text(Path file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before any is run: whoever edits one file should not find the others half done. */
    private static void refuseEdited(List<Script> scripts, Ledger ledger) {
        for (Script script : scripts) {
            known(ledger, script).ifPresent(script::refuseEdited);
        }
    }

    /** Those that are done came before those that are judged. */
    private Preparation prepare(ApplyOptions options, MigrationSet set, List<Script> scripts, Ledger ledger)
            throws SQLException {
        List<Script> left =
                scripts.stream().filter(script -> !isFinished(ledger, script)).toList();
        if (scratch.isEmpty() || left.isEmpty()) {
            return new Preparation(scripts, ExpectedLocks.none());
        }
        List<Migration> before = Stream.concat(
                        set.before().stream(),
                        scripts.stream()
                                .filter(script -> isFinished(ledger, script))
                                .flatMap(script -> script.migrations().stream()))
                .toList();
        ExpectedLocks expected = new Judge(scratch.get(), options)
                .judge(
                        options.schema().map(schema -> new SchemaDump(directory, schema).read(options.migrations())),
                        before,
                        left.stream()
                                .flatMap(script -> script.migrations().stream())
                                .toList());
        return new Preparation(
                scripts.stream()
                        .map(script -> new Script(
                                script.name(),
                                script.hash(),
                                script.migrations(),
                                script.parts().stream().map(expected::judged).toList()))
                        .toList(),
                expected);
    }

    private static boolean isFinished(Ledger ledger, Script script) {
        return known(ledger, script).filter(script::isDone).isPresent();
    }

    private static Set<Integer> done(Ledger ledger, Script script) {
        return known(ledger, script)
                .filter(known -> !script.runsAgain(known))
                .map(AppliedFile::done)
                .orElse(Set.of());
    }

    /** An older ledger has no tables for it. */
    private static Optional<AppliedFile> known(Ledger ledger, Script script) {
        AppliedFiles files = ledger.appliedFiles();
        return ledger.schema().has("applied_file") ? files.find(script.name()) : Optional.empty();
    }
}
