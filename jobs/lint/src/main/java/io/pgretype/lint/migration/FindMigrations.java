package io.pgretype.lint.migration;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The way in: which migrations are new, and which came before. */
public final class FindMigrations {

    private final Path workingDirectory;

    /** @param workingDirectory from which paths are, those in the options and those in what is found */
    public FindMigrations(Path workingDirectory) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
    }

    /** @throws ProblemException where a directory or file is missing, or git cannot tell what is new */
    public MigrationSet find(MigrationOptions options) {
        if (!options.files().isEmpty()) {
            return new GivenFiles(workingDirectory, options).migrations();
        }
        if (options.directories().isEmpty()) {
            throw missing("no directory with migrations was given");
        }
        Map<Tool, List<SourceFile>> base = new EnumMap<>(Tool.class);
        Map<Tool, List<SourceFile>> head = new EnumMap<>(Tool.class);
        for (Path given : options.directories()) {
            Directory directory = directory(given);
            Git git = new Git(directory.path());
            String commit = git.mergeBase(options.base());
            List<SourceFile> files = new ArrayList<>(directory.files(git));
            List<SourceFile> old = new ArrayList<>(directory.filesAt(git, commit));
            for (Directory programs : directory.ofPrograms()) {
                Git there = new Git(programs.path());
                files.addAll(programs.files(there));
                old.addAll(programs.filesAt(there, commit));
            }
            Tool tool = options.tool().orElseGet(() -> DetectTool.in(directory.path(), files.isEmpty() ? old : files));
            head.computeIfAbsent(tool, key -> new ArrayList<>()).addAll(files);
            base.computeIfAbsent(tool, key -> new ArrayList<>()).addAll(old);
        }
        return head.keySet().stream()
                .map(tool -> {
                    MigrationSet set = new Difference(
                                    tool.format().plan(base.getOrDefault(tool, List.of()), options.placeholders()),
                                    tool.format().plan(head.getOrDefault(tool, List.of()), options.placeholders()))
                            .migrations();
                    return tool == Tool.FLYWAY ? OutOfOrder.marked(set) : set;
                })
                .reduce(new MigrationSet(List.of(), List.of(), List.of(), List.of()), MigrationSet::and);
    }

    private Directory directory(Path given) {
        Path path = workingDirectory.resolve(given).normalize();
        if (!Files.isDirectory(path)) {
            throw missing("there is no directory " + given);
        }
        return new Directory(path, workingDirectory);
    }

    static ProblemException missing(String observed) {
        return new ProblemException(new Problem(
                ProblemCode.NO_MIGRATIONS,
                "There are no migrations to look at.",
                observed,
                Problem.NOTHING_CHANGED,
                "Name the directory with --migrations, or the files themselves."));
    }
}
