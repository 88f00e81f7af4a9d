package io.pgretype.lint.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that are new because they were named. Before them comes what their tool runs before the last of them; repeatable
 * ones do not, as they are of the newest schema.
 */
final class GivenFiles {

    private final Path workingDirectory;
    private final MigrationOptions options;
    private final Set<Path> given = new LinkedHashSet<>();

    GivenFiles(Path workingDirectory, MigrationOptions options) {
        this.workingDirectory = workingDirectory;
        this.options = options;
        for (Path file : options.files()) {
            Path path = workingDirectory.resolve(file).normalize();
            if (!Files.isRegularFile(path)) {
                throw FindMigrations.missing("there is no file " + file);
            }
            given.add(path);
        }
    }

    MigrationSet migrations() {
        Map<Path, Directory> directories = new LinkedHashMap<>();
        given.forEach(file -> {
            Path path = directoryOf(file);
            directories.put(path, new Directory(path, workingDirectory));
        });
        MigrationSet all = new MigrationSet(List.of(), List.of(), List.of(), List.of());
        for (Directory directory : directories.values()) {
            all = all.and(in(directory));
        }
        return all;
    }

    /** That of the options, where it is in one. */
    private Path directoryOf(Path file) {
        return options.directories().stream()
                .map(directory -> workingDirectory.resolve(directory).normalize())
                .filter(file::startsWith)
                .findFirst()
                .orElseGet(() -> file.resolveSibling("").normalize());
    }

    private MigrationSet in(Directory directory) {
        List<SourceFile> files = directory.files();
        Tool tool = options.tool().orElseGet(() -> DetectTool.in(directory.path(), files));
        Plan plan = tool.format().plan(files, options.placeholders());
        List<Step> steps = plan.steps();
        int last = -1;
        for (int i = 0; i < steps.size(); i++) {
            if (isGiven(steps.get(i).migration().file())) {
                last = i;
            }
        }
        List<Step> before = new ArrayList<>();
        List<Migration> added = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (isGiven(step.migration().file())) {
                added.add(step.migration());
            } else if ((i < last || last < 0) && step.kind() != Step.Kind.REPEATABLE) {
                before.add(step);
            }
        }
        added.addAll(notOfTheTool(plan, files));
        return new MigrationSet(before.stream().map(Step::migration).toList(), added, List.of(), unresolved(plan));
    }

    /** What the tool would not run, a person can: as psql does. The way back is not looked at. */
    private List<Migration> notOfTheTool(Plan plan, List<SourceFile> files) {
        Set<Path> known = new LinkedHashSet<>();
        plan.steps().forEach(step -> known.add(step.migration().file()));
        plan.unresolved().forEach(each -> known.add(each.file()));
        List<SourceFile> others = files.stream()
                .filter(file -> isGiven(file.file()) && !known.contains(file.file()) && !isUndo(file))
                .toList();
        return new PlainFormat()
                .plan(others, options.placeholders()).steps().stream()
                        .map(Step::migration)
                        .toList();
    }

    private static boolean isUndo(SourceFile file) {
        return FlywayName.of(file.name()).filter(name -> name.prefix() == 'U').isPresent();
    }

    private List<Unresolved> unresolved(Plan plan) {
        return plan.unresolved().stream()
                .map(each -> new Unresolved(each.file(), each.line(), each.reason(), isGiven(each.file())))
                .toList();
    }

    private boolean isGiven(Path file) {
        return given.contains(workingDirectory.resolve(file).normalize());
    }
}
