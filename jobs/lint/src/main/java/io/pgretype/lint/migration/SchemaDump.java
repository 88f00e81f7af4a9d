package io.pgretype.lint.migration;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A schema as {@code pg_dump --schema-only} writes it, which stands for migrations that were not looked into. */
public final class SchemaDump {

    private final Path file;
    private final Path path;

    /** @param workingDirectory from which the file's path is */
    public SchemaDump(Path workingDirectory, Path file) {
        this.file = file;
        this.path = workingDirectory.toAbsolutePath().resolve(file).normalize();
    }

    /**
     * As it is, or as it was where the branch begins: tools that keep the dump in the repository write the branch's own
     * migrations into it.
     *
     * @param options those with which migrations are looked for
     * @throws io.pgretype.problem.ProblemException {@code no-migrations} where there is no such file
     */
    public Migration read(MigrationOptions options) {
        if (!Files.isRegularFile(path)) {
            throw FindMigrations.missing("there is no file " + file);
        }
        String text = options.files().isEmpty() ? atBase(options).orElseGet(this::now) : now();
        SqlScript script = SqlScript.of(text, Client.PSQL, options.placeholders());
        return new Migration(file, Transactions.EACH_STATEMENT, script.statements());
    }

    private Optional<String> atBase(MigrationOptions options) {
        Git git = new Git(path.resolveSibling("").normalize());
        String name = String.valueOf(path.getFileName());
        if (!git.isRepository()) {
            return Optional.empty();
        }
        String commit = git.mergeBase(options.base());
        return git.filesAt(commit).contains(name)
                ? Optional.of(new String(git.contentAt(commit, name), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private String now() {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
